"""Decisions that a child should be placed for adoption.

Belongs here: figures about decisions for adoption. Does not belong here: the share of leavers
adopted (entries).
"""

from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.figures import Part
from tests.oracle.records import Drop


def decisions(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Children decided to be placed for adoption."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in drop["permanence"]
        for day in [row["adm_decision_date"]]
        if day
    ]
