"""Whether what the figures need is recorded.

Belongs here: completeness of the required fields. Does not belong here: any other figure.

Readings: open cases are open referrals, protection plans and children looked after. Ethnicity not
yet obtained (NOBT), sex unknown and need not stated (N0) are missing; what no published list holds
is missing too. The latest category of a plan is asked for.
"""

import csv
from datetime import date
from pathlib import Path

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER
from tests.oracle.figures import Measure, Part
from tests.oracle.front_door import counted_referrals
from tests.oracle.makers import STOCK, Maker
from tests.oracle.protection import current_plans
from tests.oracle.records import Drop, Record, per_drop, unborn

LISTS = Path(__file__).parents[2] / "pipelines" / "reference_data" / "code_lists.csv"
NOT_SAID = {"ethnicity": {"NOBT"}, "sex": {"U"}, "primary_need": {"N0"}}


@per_drop
def _codes(_drop: Drop) -> dict[str, set[str]]:
    """Published codes that say something, by list."""
    found: dict[str, set[str]] = {}
    with LISTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["code_set"], set()).add(row["code"])
    return {name: codes - NOT_SAID.get(name, set()) for name, codes in found.items()}


def complete(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: non-missing valid values over expected values of each KPI's required fields."""
    codes, is_unborn, parts = _codes(drop), unborn(drop), []
    people: dict[str, Record] = {}
    for row in sorted(drop["person"], key=lambda row: row["person"] != row["source_person_id"]):
        people.setdefault(row["person"], row)
    for end in ends:
        cases: dict[str, Record] = {}
        for row in sorted(
            counted_referrals(drop), key=lambda row: (row["referral_date"], row["referral_id"])
        ):
            if row["referral_date"] <= end < (row["close_date"] or FOREVER):
                cases.setdefault(row["person"], row)
        plans, looked_after = current_plans(drop, end), set(care.looked_after(end))
        for person in {*cases, *plans, *looked_after}:
            one = people.get(person)
            said = [
                bool(one and (one["dob"] or one["expected_dob"])),
                bool(one and one["ethnicity"] in codes["ethnicity"]),
            ]
            if not is_unborn(person, end):
                said.append(bool(one and one["sex"] in codes["sex"]))
            if person in cases:
                said.append(cases[person]["referral_source_code"] in codes["referral_source"])
                said.append(cases[person]["cin_primary_need_code"] in codes["primary_need"])
            if person in plans:
                plan = plans[person]
                said.append(plan["cp_plan_latest_category"] in codes["abuse_category"])
            if person in looked_after:
                held = [
                    row["legal_status"]
                    for row in care.statuses(person)
                    if row["legal_status_start_date"]
                    <= end
                    < (row["legal_status_end_date"] or FOREVER)
                ]
                place = care.placement_on(person, end)
                said.append(any(code in codes["legal_status"] for code in held))
                kind = place["cla_placement_type"] if place else None
                said.append(kind in codes["placement_type"])
            credit = leads.at_start(person, end)
            parts.append(Part(end, sum(said), len(said), credit, is_stock=True))
    return parts


MEASURES: dict[Measure, Maker] = {Measure("data_completeness_pct", STOCK): complete}
