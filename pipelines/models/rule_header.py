"""The header of a data-quality rule: one schema with closed lists.

Belongs here: what a rule's file may say of itself. Does not belong here: what is done with what it
finds (sql/engine), rules on single cells and rows (pipelines.canonical.schemas).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.models.header import parse_block

DOMAINS = (
    "people",
    "records",
    "early_help",
    "contacts_referrals",
    "assessments",
    "section_47_icpc",
    "child_protection",
    "children_in_need",
    "court",
    "looked_after",
    "permanence",
    "care_leavers",
    "placements_fostering",
    "education",
    "workforce",
)
# the class of what is at fault: all that a fix list says of a value
Fault = Literal["date", "missing date", "code", "missing code", "id", "number", "repeated record"]
_NUMBER = r"^(CIN|SSDA903) \d{3,4}[A-Za-z]?$"


class RuleHeader(BaseModel):
    """One rule's header, validated.

    ``severity``: an error keeps its record out of the figures it would corrupt, a query only lists
    it. ``columns``: by canonical table, what the rule reads; ``records``: those of the tables whose
    records it lists, the first column of each being the one to look at. ``dfe``: numbers of the
    Department's own rules, with the return they belong to.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=10)
    dfe: tuple[str, ...] = ()
    severity: Literal["error", "query"]
    records: tuple[str, ...] = Field(min_length=1)
    columns: dict[str, tuple[str, ...]]
    fault: Fault
    message: str = Field(min_length=20)
    remedy: str = Field(min_length=10)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> RuleHeader:
        for number in self.dfe:
            if not re.match(_NUMBER, number):
                raise ValueError(f"'{number}' is not written like 'CIN 8841' or 'SSDA903 352'")
        lacking = [table for table in self.records if not self.columns.get(table)]
        if lacking:
            raise ValueError(f"columns says nothing of {', '.join(lacking)}")
        return self


def parse_rule(sql: str, file: Path) -> RuleHeader:
    """The header at the top of a rule's file.

    Raises:
        WrongUse: naming the file and each field that is missing or not allowed.
    """
    return parse_block(sql, file, "rule", RuleHeader)
