"""The header of a KPI file: one schema with closed lists.

Belongs here: what a header may say, and its defaults. Does not belong here: what the engine
does with it (sql/engine) or any KPI's own words (sql/kpi).
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.models.header import parse_block

Basis = Literal["IM", "YTD", "R3", "R12", "R36", "AY", "SNAP"]
Measure = Literal["count", "rate", "percentage", "share", "mean", "ratio", "median"]
Level = Literal["authority", "service", "team", "worker"]
DOMAINS = (
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
    "education",
    "placements_fostering",
    "workforce",
    "quality_assurance",
    "improvement",
)
_UNIT = {"rate": "per_10000", "percentage": "percent", "share": "percent", "count": "count"}
_SCALE = {"percent": 100, "per_10000": 10000, "per_100": 100}


class Change(BaseModel):
    """One entry of a KPI's log: from which version, since when, and what the definition changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = Field(ge=2)
    changed_on: date
    what: str = Field(min_length=10)


class KpiHeader(BaseModel):
    """One KPI file's header, validated (the KPI contract, section 3)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=3)
    domain: str
    definition: str = Field(min_length=20)
    clock: str
    source: str
    comparator: str
    caveats: str
    version: int = Field(ge=1)
    log: tuple[Change, ...] = ()
    differs: str | None = None
    headline: Basis
    pack: Literal["core", "improvement_plan"]
    variant: str | None = None
    polarity: Literal["higher", "lower", "contextual"]
    attribution: Literal["A-START", "A-EVT", "A-SNAP", "A-CHAIR", "A-POST", "A-NONE"]
    measure: Measure
    bases: tuple[Basis, ...] = Field(min_length=1)
    unit: str = ""
    levels: tuple[Level, ...] = ("authority", "service", "team", "worker")
    categories: tuple[str, ...] = ()
    whole: bool = True
    once_per: Literal["person", "record"] | None = None
    once_takes: Literal["greatest", "last"] = "greatest"
    weighted: str | None = None
    second_credit: Literal["chair", "start"] | None = None
    lookback_months: int | dict[str, int] = 0
    unit_of_count: str = "child"
    # service: whether the service did its part, so that none or all of a group tells nothing of
    # the people counted and may be said in public
    tells_of: Literal["people", "service"] = "people"
    record: str

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> KpiHeader:
        if self.domain not in DOMAINS:
            raise ValueError(f"domain '{self.domain}' is not one of {', '.join(DOMAINS)}")
        if self.headline not in self.bases:
            raise ValueError("headline must be one of bases")
        if self.measure == "share" and not self.categories:
            raise ValueError("a share needs categories")
        if not self.unit and self.measure not in _UNIT:
            raise ValueError(f"a {self.measure} needs a unit")
        is_old = re.match(r"^v\d+$", self.variant or "") is not None
        if is_old and self.variant != f"v{self.version}":
            raise ValueError("a variant v1 keeps version 1: variant and version must agree")
        if not is_old and [one.version for one in self.log] != list(range(2, self.version + 1)):
            raise ValueError("log needs one entry for each version from 2 to the present one")
        dates = [entry.changed_on for entry in self.log]
        if dates != sorted(dates):
            raise ValueError("log entries stand in the order of their dates")
        return self

    @property
    def unit_or_default(self) -> str:
        """The unit's code; percentages, rates and counts have their own."""
        return self.unit or _UNIT[self.measure]

    @property
    def scale(self) -> int:
        """What a numerator over a denominator is multiplied by."""
        return _SCALE.get(self.unit_or_default, 1)


def parse_header(sql: str, file: Path) -> KpiHeader:
    """The header at the top of a KPI file.

    Raises:
        WrongUse: naming the file and each field that is missing or not allowed.
    """
    return parse_block(sql, file, "kpi", KpiHeader)
