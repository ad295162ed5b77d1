"""What authorities of a consortium see of each other: rounded aggregates of released months.

Belongs here: who shares with whom, and what leaves a publication. Does not belong here: comparing
(SQL), the public file's own rules (disclosure).

Only these figures pass from one authority to another, and in this form:
1. both councils' settings name each other, and the giver's agreement covers the KPI;
2. from the public database alone, so what is hidden there is hidden here;
3. of the first released publication of a month, and of that month's own period end: a figure is
   given once and never revised, so that no two versions can be set against each other;
4. the whole authority on a rolling year or a day, never months or years to date;
5. numerator and denominator rounded to five, the value worked out from those: the difference of any
   two figures is a multiple of five, so that no count of one to five follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import duckdb

from pipelines.models import seeds
from pipelines.publish import ledger
from pipelines.settings import Consortium, Paths, load_settings

BASES = ("R12", "SNAP")
MEASURES = ("count", "rate", "percentage")
ROUNDED_TO = 5
LEAST_DENOMINATOR = 10


@dataclass(frozen=True)
class Shared:
    """One released publication that another authority may read figures of."""

    publication: ledger.Publication
    kpis: tuple[str, ...]

    @property
    def pin(self) -> tuple[str, str]:
        """Name and hash of what is read, for the inputs of a build."""
        files = self.publication.manifest["files"]
        return self.publication.publication_id, str(files[ledger.PUBLIC])


def agreed(paths: Paths, la_code: str) -> list[tuple[str, Consortium]]:
    """The authorities that share with ``la_code``, each with its own agreement.

    A council that names nobody, or that the other has not named, sees nothing.
    """
    own = load_settings(paths, la_code).consortium
    found = []
    for other in own.members if own else ():
        theirs = load_settings(paths, other).consortium
        if other != la_code and theirs is not None and la_code in theirs.members:
            found.append((other, theirs))
    return found


def shared_with(paths: Paths, la_code: str, month: str, is_synthetic: bool) -> list[Shared]:
    """Every released publication up to the month whose figures the authority may see."""
    found = []
    for other, agreement in agreed(paths, la_code):
        for one in ledger.records(ledger.publications(paths.warehouse, other)):
            # made-up figures never stand among real ones
            same_kind = bool(one.manifest.get("is_synthetic")) == is_synthetic
            if one.release and one.month <= month and same_kind:
                found.append(Shared(one, agreement.kpis))
    return found


def load(con: duckdb.DuckDBPyConnection, shared: Iterable[Shared]) -> None:
    """Put what others share into ``seed.consortium``."""
    for one in shared:
        seeds.insert(con, "consortium", figures(one))


def figures(shared: Shared) -> list[dict[str, object]]:
    """What one publication gives away: rounded figures of its own month's end."""
    con = duckdb.connect(":memory:")
    path = str(shared.publication.database(ledger.PUBLIC)).replace("'", "''")
    con.execute(f"attach '{path}' as given (read_only)")
    bases = ", ".join(f"'{basis}'" for basis in BASES)
    measures = ", ".join(f"'{measure}'" for measure in MEASURES)
    try:
        rows = con.execute(
            "select v.kpi_id, v.basis, v.period_end, c.measure, "
            f"cast(round(v.numerator / {ROUNDED_TO}) * {ROUNDED_TO} as bigint), "
            f"cast(round(v.denominator / {ROUNDED_TO}) * {ROUNDED_TO} as bigint), v.population "
            "from given.marts.kpi_value as v inner join given.marts.kpi_catalogue as c "
            "on c.kpi_id = v.kpi_id and c.variant is null "
            "where v.level = 'authority' and v.variant is null and v.category is null "
            f"and v.status = 'ok' and v.value is not null and v.basis in ({bases}) "
            f"and c.measure in ({measures}) "
            "and v.period_end = last_day(cast(? || '-01' as date)) order by all",
            [shared.publication.month],
        ).fetchall()
    finally:
        con.close()
    manifest = shared.publication.manifest
    start = {
        "la_code": shared.publication.la_code,
        "la_name": manifest.get("la_name"),
        "publication_id": shared.publication.publication_id,
    }
    found = []
    for kpi_id, basis, period_end, measure, numerator, denominator, population in rows:
        value = _value(measure, numerator, denominator, population)
        if value is None or (shared.kpis and kpi_id not in shared.kpis):
            continue
        figure = {"kpi_id": kpi_id, "basis": basis, "period_end": period_end, "value": value}
        found.append(start | figure | {"numerator": numerator, "denominator": denominator})
    return found


def _value(
    measure: str, numerator: int | None, denominator: int | None, population: int | None
) -> Decimal | None:
    """The figure as the rounded parts give it, to one place, half up; None without a base."""
    if numerator is None:
        return None
    if measure == "count":
        return Decimal(numerator)
    if measure == "rate":
        return _rounded(Decimal(10_000) * numerator / population) if population else None
    if denominator is None or denominator < LEAST_DENOMINATOR:
        return None
    return _rounded(min(Decimal(100) * numerator / denominator, Decimal(100)))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
