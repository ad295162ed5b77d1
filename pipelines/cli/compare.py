"""``kpi show --compare`` and ``--what-if``: a figure among others, and what would change its place.

Belongs here: laying rows of the benchmark marts out under each other. Does not belong here: any
mean, rank or count; every number printed stands in a mart.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from pipelines.errors import WrongUse
from pipelines.reports.words import lag_words

COMPARE_COLUMNS = ("kpi", "part", "who", "period", "value", "change", "place", "note")
WHAT_IF_COLUMNS = (
    "kpi",
    "part",
    "basis",
    "period_end",
    "value",
    "count",
    "aim",
    "aim_value",
    "aim_period",
    "change",
)
Rows = list[tuple[object, ...]]


def compare(
    con: duckdb.DuckDBPyConnection, month: str, kpi: str | None, domain: str | None
) -> tuple[Sequence[str], Rows]:
    """The newest published period of each KPI, row by row: own, region, England, each neighbour.

    Raises:
        WrongUse: if nothing published stands beside the KPIs asked for.
    """
    found = con.execute(
        "select bench.*, beside.value_display, beside.basis, beside.period_end as newest_end, "
        "date_diff('month', bench.period_end, beside.period_end) as lag_months "
        "from kpi_comparison as beside inner join kpi_catalogue as catalogue "
        "on catalogue.file_stem = beside.file_stem and catalogue.headline_basis = beside.basis "
        "inner join kpi_benchmark as bench on bench.kpi_id = beside.kpi_id "
        "and bench.variant is not distinct from beside.variant "
        "and bench.category is not distinct from beside.category "
        "and bench.period_end = (select max(b.period_end) from kpi_benchmark as b "
        "where b.figure_key = bench.figure_key and b.period_end <= beside.period_end) "
        "where beside.period_end = (select max(p.period_end) from period as p "
        "where p.basis = beside.basis and p.period_end <= last_day(cast(? || '-01' as date))) "
        "and (? is null or beside.kpi_id = ?) and (? is null or catalogue.domain = ?) "
        "order by catalogue.domain, beside.kpi_id, bench.figure_key",
        [month, kpi, kpi, domain, domain],
    )
    names = [item[0] for item in found.description or []]
    benches = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    rows: Rows = []
    for bench in benches:
        rows += _summary(bench)
        rows += _neighbours(con, bench)
        rows += _notes(bench)
    rows += consortium(con, month, kpi, domain)
    if not rows:
        raise WrongUse(
            "nothing published stands beside these figures; add files with "
            "'kpi reference add FILE...' and run the month again."
        )
    return COMPARE_COLUMNS, rows


def consortium(
    con: duckdb.DuckDBPyConnection, month: str, kpi: str | None, domain: str | None
) -> Rows:
    """The newest month that other members have released, beside our figure of that month."""
    found = con.execute(
        "select shared.*, catalogue.headline_basis from kpi_consortium as shared "
        "inner join kpi_catalogue as catalogue "
        "on catalogue.kpi_id = shared.kpi_id and catalogue.variant is null "
        "where shared.period_end <= last_day(cast(? || '-01' as date)) "
        "and (? is null or shared.kpi_id = ?) and (? is null or catalogue.domain = ?) "
        "qualify row_number() over (partition by shared.kpi_id order by shared.period_end desc, "
        "shared.basis = catalogue.headline_basis desc, shared.basis) = 1 "
        "order by catalogue.domain, shared.kpi_id",
        [month, kpi, kpi, domain, domain],
    )
    names = [item[0] for item in found.description or []]
    rows: Rows = []
    for values in found.fetchall():
        one = dict(zip(names, values, strict=True))
        period = f"{one['basis']} to {one['period_end']}"
        about = (one["kpi_id"], None)
        ours = one["value_rounded"] if one["value_rounded"] is not None else one["status"]
        rows.append((*about, "council, that month", period, ours, None, None, "from the warehouse"))
        for who, count, value in (
            ("consortium, neighbours' mean", one["neighbour_count"], one["neighbour_mean"]),
            ("consortium, members' mean", one["member_count"], one["member_mean"]),
        ):
            note = f"{count} authorities, rounded to five before they shared it"
            note = note if value is not None else f"{count} authorities: no average below six"
            rows.append((*about, who, period, value, None, None, note))
    return rows


def _summary(bench: dict[str, object]) -> Rows:
    about, period = (bench["kpi_id"], _part(bench)), bench["period_label"]
    ours = f"{bench['basis']} to {bench['newest_end']}"
    counted = f"{bench['neighbour_count'] or 0} of 10, model {bench['neighbour_vintage'] or '-'}"
    mean = bench["neighbour_mean"]
    note = counted if mean is not None else f"{counted}: no average below six"
    own = _value(bench["own_published_value"], bench["own_published_symbol"])
    meaning = bench["own_published_meaning"] or None
    lag = f"from the warehouse; what is published: {lag_words(int(str(bench['lag_months'])))}"
    rows: Rows = [
        ("council, newest", ours, bench["value_display"], None, None, lag),
        ("council, published", period, own, bench["own_change"], _places(bench), meaning),
        ("region", period, bench["region_value"], bench["region_change"], None, None),
        ("England", period, bench["england_value"], bench["england_change"], None, None),
        ("neighbours, mean", period, mean, bench["neighbour_change"], None, note),
    ]
    printed = bench["neighbour_mean_as_printed"]
    if printed is not None:
        rows.append(("neighbours, as printed", period, printed, None, None, None))
    for name, column in (("median", "median"), ("lowest", "min"), ("highest", "max")):
        value = bench[f"neighbour_{column}"]
        rows.append((f"neighbours, {name}", period, value, None, None, None))
    return [(*about, *row) for row in rows]


def _places(bench: dict[str, object]) -> str:
    """Places of the published figure, nationally and near, or why it has none; and its band."""
    missing = bench["place_missing_reason"]
    national = _place(bench["national_rank"], bench["national_position"], bench, "national")
    near = _place(bench["neighbour_rank"], bench["neighbour_position"], bench, "neighbour")
    band = f"band {bench['quartile_band']}" if bench["quartile_band"] else ""
    parts = (f"no place: {missing}" if missing else national, near, band)
    return "; ".join(part for part in parts if part)


def _part(bench: dict[str, object]) -> str | None:
    """The variant and category a row is about; nothing for the whole of a KPI."""
    return ": ".join(str(bench[name]) for name in ("variant", "category") if bench[name]) or None


def _place(rank: object, position: object, bench: dict[str, object], prefix: str) -> str:
    count = bench[f"{prefix}_rank_count"]
    where = "authorities" if prefix == "national" else "with its neighbours"
    if rank is not None:
        return f"{rank} of {count} {where} (1 = best)"
    if position is not None:
        return f"{position} of {count} {where} (1 = highest)"
    return ""


def _value(value: object, symbol: object) -> object:
    return value if value is not None else symbol


def _neighbours(con: duckdb.DuckDBPyConnection, bench: dict[str, object]) -> Rows:
    found = con.execute(
        "select area_name, period_label, value, symbol, "
        "national_rank, national_position, national_count, symbol_meaning, "
        "place_against_neighbours, place_against_england from kpi_benchmark_area "
        "where figure_key = ? and period_end = ? and is_neighbour order by neighbour_closeness",
        [bench["figure_key"], bench["period_end"]],
    ).fetchall()
    rows: Rows = []
    for name, period, value, symbol, rank, position, count, meaning, near, england in found:
        best = "best" if rank is not None else "highest"
        place = f"{rank or position} of {count} (1 = {best})" if position is not None else None
        note = meaning or _against(near, england)
        told = _value(value, symbol)
        rows.append((bench["kpi_id"], _part(bench), name, period, told, None, place, note))
    return rows


def _against(neighbours: str | None, england: str | None) -> str | None:
    """Where the limits of chance put a figure: beside the neighbours' mean, and England."""
    known = (("mean", neighbours), ("England", england))
    return "; ".join(f"against {whom}: {where}" for whom, where in known if where) or None


def _notes(bench: dict[str, object]) -> Rows:
    about = (bench["kpi_id"], _part(bench))
    rows: Rows = []
    if bench["own_gap_note"]:
        marked = "LARGE GAP. " if bench["is_own_gap_large"] else ""
        note = f"{marked}{bench['own_gap_note']}"
        rows.append((*about, "return", None, bench["own_gap"], None, None, note))
    if bench["mismatch"] and str(bench["mismatch"]) not in str(bench["own_gap_note"]):
        rows.append((*about, "mismatch", None, None, None, None, bench["mismatch"]))
    if bench["is_revised_since"]:
        note = "published values as revised since; dated as their first release"
        rows.append((*about, "revised", None, None, None, None, note))
    return rows


def what_if(
    con: duckdb.DuckDBPyConnection, month: str, kpi: str | None, domain: str | None
) -> tuple[Sequence[str], Rows]:
    """How many cases more or fewer bring each headline figure to target, neighbours and England."""
    rows = con.execute(
        "select w.kpi_id, nullif(concat_ws(': ', w.variant, w.category), ''), w.basis, "
        "w.period_end, w.value_rounded, w.numerator, w.aim, w.aim_value, "
        "w.aim_period, w.in_words from kpi_what_if as w inner join kpi_catalogue as catalogue "
        "on catalogue.file_stem = w.file_stem and catalogue.headline_basis = w.basis "
        "where w.period_end = (select max(p.period_end) from period as p "
        "where p.basis = w.basis and p.period_end <= last_day(cast(? || '-01' as date))) "
        "and (? is null or w.kpi_id = ?) and (? is null or catalogue.domain = ?) "
        "order by catalogue.domain, w.file_stem, w.category_key, w.aim desc",
        [month, kpi, kpi, domain, domain],
    ).fetchall()
    return WHAT_IF_COLUMNS, rows
