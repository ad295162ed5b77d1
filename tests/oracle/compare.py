"""The oracle's figures against those of a built warehouse.

Belongs here: reading ``marts.kpi_value`` and naming every figure that differs. Does not belong
here: deciding who is right. A difference names KPI, basis, month, level and counts, never a
record or a child.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import duckdb

from tests.oracle.days import month_end
from tests.oracle.figures import Figure, Key, Measure
from tests.oracle.oracle import Figures, expected_history
from tests.oracle.records import Drop

NOT_ENOUGH_HISTORY = "insufficient_history"
ABSENT = Figure(Decimal(0), Decimal(0))
_READ = """
select
    kpi_id, variant, basis, period_end, level, team_id, worker_id, category,
    numerator, denominator, value, status
from marts.kpi_value
where level in ('authority', 'team', 'worker') and period_end >= ?
"""
Cells = dict[tuple[str, str | None], dict[Key, "Cell"]]


@dataclass(frozen=True)
class Difference:
    """One figure on which the two do not agree."""

    kpi: str
    basis: str
    period_end: date
    level: str
    team: str
    category: str | None
    oracle: str
    warehouse: str

    def __str__(self) -> str:
        where = f"{self.level} {self.team}".strip() + (
            f" [{self.category}]" if self.category else ""
        )
        return (
            f"{self.kpi} {self.basis} {self.period_end} {where}: "
            f"definition says {self.oracle}, warehouse says {self.warehouse}"
        )


@dataclass
class Result:
    """How many figures were compared, by KPI, and which differ."""

    compared: dict[str, int] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All figures compared."""
        return sum(self.compared.values())


@dataclass(frozen=True)
class Cell:
    """One figure of the warehouse and its status."""

    figure: Figure
    status: str


def warehouse_figures(con: duckdb.DuckDBPyConnection, first: date = date.min) -> Cells:
    """Every figure of the build by KPI and variant, from one period end on."""
    found: Cells = {}
    rows = con.execute(_READ, [first]).fetchall()
    for kpi, variant, basis, end, level, team, worker, category, n, d, value, status in rows:
        key = Key(
            basis,
            end,
            level,
            team or "" if level != "authority" else "",
            worker or "" if level == "worker" else "",
            category,
        )
        top = value if n is None and value is not None else n
        figure = Figure(Decimal(str(top or 0)), Decimal(str(d or 0)))
        found.setdefault((kpi, variant or None), {})[key] = Cell(figure, status)
    return found


def compare(drop: Drop, figures: Figures, ours: Cells) -> Result:
    """Every figure either side knows; a figure one side lacks counts as nought there."""
    result = Result()
    for measure, theirs in figures.items():
        cells = ours.get((measure.kpi_id, measure.variant), {})
        name = measure.kpi_id + (f" ({measure.variant})" if measure.variant else "")
        wanted = {key for key in cells if key.level in measure.levels} | set(theirs)
        if measure.of_drop:
            last = month_end(date.fromisoformat(f"{drop.month}-01"))
            wanted = {key for key in wanted if key.period_end == last}
        result.compared[name] = len(wanted)
        for key in sorted(wanted, key=str):
            said = _difference(drop, measure, key, theirs.get(key, ABSENT), cells.get(key))
            if said:
                place = (key.basis, key.period_end, key.level, key.team, key.category)
                result.differences.append(Difference(name, *place, *said))
    return result


def _difference(
    drop: Drop, measure: Measure, key: Key, expected: Figure, cell: Cell | None
) -> tuple[str, str] | None:
    """What each side says, or None if they agree."""
    known = expected_history(measure, drop, key.basis, key.period_end)
    if cell is not None and (cell.status == NOT_ENOUGH_HISTORY) == known:
        return ("enough" if known else "not enough") + " history", cell.status
    if not known:
        return None
    found = cell.figure if cell is not None else ABSENT
    if measure.is_median and not expected.denominator:
        return None if not found.denominator else (_words(expected), _words(found))
    return None if found == expected else (_words(expected), _words(found))


def _words(figure: Figure) -> str:
    return f"{figure.numerator.normalize():f}/{figure.denominator.normalize():f}"
