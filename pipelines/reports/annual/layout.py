"""Which published annual tables there are and which figure stands in which column.

Belongs here: reading and checking ``annual_tables.yml``. Does not belong here: figures (figures).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.settings import REFERENCE_DATA
from pipelines.yaml_files import read_yaml

_CLOSED = ConfigDict(extra="forbid", frozen=True)
Part = Literal["count", "base", "value", "population"]


class Cell(BaseModel):
    """Where one published cell comes from; ``categories`` are added up."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    file_stem: str = Field(alias="from")
    basis: Literal["R12", "SNAP"]
    part: Part
    categories: tuple[str, ...] = ()


class PublishedRow(BaseModel):
    """One combination of filters and its cells by column."""

    model_config = _CLOSED

    filters: tuple[str, ...]
    columns: dict[str, Cell]


class EachCategory(BaseModel):
    """A row for every category of a KPI: count and share of the whole."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    file_stem: str = Field(alias="from")
    basis: Literal["R12", "SNAP"]
    first: str
    count: str
    value: str


class AnnualTable(BaseModel):
    """One published table: a CSV with identifier columns, filters and indicators."""

    model_config = _CLOSED

    table: str
    publication: str
    order: Literal["A", "B"]
    day: str = Field(pattern=r"^\d\d-\d\d$")
    decimals: int
    filters: tuple[str, ...]
    own_layout: bool = False
    rows: tuple[PublishedRow, ...] = ()
    each_category: EachCategory | None = None

    @model_validator(mode="after")
    def _fits(self) -> AnnualTable:
        if bool(self.rows) == (self.each_category is not None):
            raise ValueError(f"{self.table}: either rows or each_category")
        for row in self.rows:
            if len(row.filters) != len(self.filters):
                raise ValueError(f"{self.table}: {row.filters} does not fit {self.filters}")
        return self

    @property
    def indicators(self) -> list[str]:
        """Indicator columns in order."""
        if self.each_category is not None:
            return [self.each_category.count, self.each_category.value]
        return list(dict.fromkeys(name for row in self.rows for name in row.columns))

    def period_end(self, year: int) -> date:
        """The day the table's year ends on."""
        return date.fromisoformat(f"{year}-{self.day}")


def annual_tables() -> list[AnnualTable]:
    """Every table of ``annual_tables.yml``.

    Raises:
        ValueError: if the file does not say what it must.
    """
    text = (REFERENCE_DATA / "annual_tables.yml").read_text(encoding="utf-8")
    return [AnnualTable.model_validate(one) for one in read_yaml(text)]
