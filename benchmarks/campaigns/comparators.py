"""Published comparators: every authority and year against what the publishers print.

Belongs here: our rates from published counts, and neighbour means of every authority in both
models, against values read by other means. Does not belong here: reading files (pipelines),
synthetic figures (demonstration).

Needs KPI_REFERENCE_DIR: a folder with published_indicators.csv.gz, population_0_17.csv and
statistical_neighbours.csv.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import os
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from statistics import mean

import duckdb

from benchmarks import worked_check
from benchmarks.installation import installation, kpi
from benchmarks.proof import NotShown, Proof
from pipelines.models import published, runner, seeds
from pipelines.models.discover import load_models
from pipelines.reference import store
from pipelines.settings import SQL_ROOT, CouncilSettings, Paths

FILES = ("published_indicators.csv.gz", "population_0_17.csv", "statistical_neighbours.csv")
YEARS = range(2015, 2026)
RATES = (
    "referral_rate",
    "s47_rate",
    "icpc_rate",
    "cpp_start_rate",
    "cpp_31march_rate",
    "cin_31march_rate",
    "cin_started_rate",
    "cla_31march_rate",
    "cla_start_rate",
    "cla_cease_rate",
)
VINTAGES = ("2021-04", "2025-05")
PUBLISHED = (
    "engine.series_used",
    "engine.published_known",
    "engine.published_rate",
    "engine.published_value",
)
PER_AUTHORITY = (
    "engine.own_region",
    "engine.comparator_known",
    "engine.comparator_latest",
    "engine.comparator_neighbour",
)
AS_AT = dt.date(2026, 6, 5)
REPORT = (
    ("cla_rate_per_10k", "SNAP", "61.4"),
    ("s47_rate_per_10k", "R12", "139"),
    ("cpp_rate_per_10k", "SNAP", "45"),
)


def run(proof: Proof) -> None:
    """Rates, neighbour means, and the report's own figures with files beside them."""
    proof.title = "Published comparators, every authority and year"
    folder = reference_folder()
    rows = list(indicators(folder))
    with installation() as home:
        paths = Paths(home)
        for name in FILES:
            store.add(paths, folder / name, {})
        _rates(proof, paths, rows)
        _means(proof, paths, rows)
        _report(proof, home)


def reference_folder() -> Path:
    """The folder of published files.

    Raises:
        NotShown: if none is named.
    """
    named = os.environ.get("KPI_REFERENCE_DIR")
    if not named:
        raise NotShown("published files: set KPI_REFERENCE_DIR to their folder")
    return Path(named)


def indicators(folder: Path) -> Iterator[dict[str, str]]:
    """The compiled table's preferred rows, read with nothing but the csv module."""
    with gzip.open(folder / FILES[0], "rt", encoding="utf-8", newline="") as handle:
        yield from (row for row in csv.DictReader(handle) if row["preferred"] == "Y")


def _connect(paths: Paths, la_code: str) -> duckdb.DuckDBPyConnection:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    seeds.load_reference(con, CouncilSettings(la_code=la_code, la_name="any"))
    con.execute("delete from seed.comparator")
    row = {
        "la_code": la_code,
        "data_to": dt.date(2026, 5, 31),
        "extract_date": AS_AT,
        "history_months": 12 * 9,
        "neighbour_vintage": VINTAGES[0],
    }
    seeds.insert(con, "run", [row])
    # no KPI stands beside it, but its rate follows the same rule
    further = {"kpi_id": "none", "series_id": "cin_started_rate", "transform": "same"}
    seeds.insert(con, "kpi_series", [further])
    published.load_published(con, store.read_all(paths))
    con.execute("create or replace table ref.run as from seed.run")
    return con


def _run_models(con: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> None:
    models = load_models(SQL_ROOT)
    for name in names:
        runner.run_model(con, models[name])


def _rates(proof: Proof, paths: Paths, rows: list[dict[str, str]]) -> None:
    con = _connect(paths, "871")
    # the published rates themselves are taken away: ours must follow from counts alone
    listed = ", ".join(f"'{name}'" for name in RATES)
    con.execute(f"delete from seed.published where series_id in ({listed})")
    _run_models(con, PUBLISHED)
    found = con.execute(
        "select series_id, area_code, year(period_end), value from engine.published_value "
        f"where series_id in ({listed}) and value is not null"
    ).fetchall()
    ours = {(series, area, year): value for series, area, year, value in found}
    same: dict[str, int] = defaultdict(int)
    explained, unexplained, no_base = [], [], []
    for row in rows:
        key = _key(row)
        if row["indicator_id"] not in RATES or key is None or not row["value"] or key not in ours:
            continue
        if ours[key] == Decimal(row["value"]):
            same[row["indicator_id"]] += 1
        elif row["indicator_id"].startswith("cla_") and not row["denominator"]:
            difference = abs(ours[key] - Decimal(row["value"]))
            no_base.append((row["indicator_id"], key[2], difference, row["area_name"]))
        else:
            (explained if _own_base_gives(row) else unexplained).append((key, row, ours[key]))
    total = sum(same.values()) + len(explained) + len(unexplained)
    section = "Our rates from published counts and populations"
    proof.check(section, "cases compared, over ten thousand", True, total > 10_000)
    proof.check(section, "rates that differ without a known cause", 0, len(unexplained))
    proof.fact(
        f"{total:,} rates compared (authorities, regions, England; years to March 2015-2025); "
        f"{sum(same.values()):,} equal after rounding: "
        + ", ".join(f"{name} {count:,}" for name, count in sorted(same.items()))
    )
    for series, years, count, most, where in _by_series(no_base):
        proof.fact(
            f"not comparable: {count} values of {series} ({years}), printed by LAIT without their "
            "population. Cause: they were divided by estimates since rebased to the 2021 Census, "
            f"and counts were rounded to 5 in those years. Largest difference: {most:.0f}, {where}."
        )
    for key, row, our in explained:
        proof.fact(
            f"{key[0]}, {row['area_name']}, {key[2]}: printed {row['value']}, ours {our:f}. Cause: "
            + _cause(row)
        )
    for key, row, our in unexplained[:20]:
        proof.fact(f"{key}: printed {row['value']}, ours {our}: NOT EXPLAINED")


def _cause(row: dict[str, str]) -> str:
    if row["geographic_level"] != "Local authority":
        return f"the count of {row['numerator']} is printed to the nearest ten, the rate is not."
    return (
        f"release {row['release']} divided by {row['denominator']}, an estimate since revised; on "
        "that estimate ours is the printed one."
    )


def _by_series(
    found: list[tuple[str, int, Decimal, str]],
) -> Iterator[tuple[str, str, int, Decimal, str]]:
    for series in sorted({one[0] for one in found}):
        own = [one for one in found if one[0] == series]
        years = sorted({one[1] for one in own})
        most = max(own, key=lambda one: one[2])
        where = f"{most[3]} {most[1]}"
        yield series, f"{years[0]} to {years[-1]}", len(own), most[2], where


def _key(row: dict[str, str]) -> tuple[str, str, int] | None:
    period = row["time_period"]
    if len(period) != 4 or int(period) not in YEARS:
        return None
    area = row["old_la_code"] if row["geographic_level"] == "Local authority" else row["area_code"]
    return row["indicator_id"], area, int(period)


def _own_base_gives(row: dict[str, str]) -> bool:
    """Whether the row's own count and denominator give its printed rate.

    Regional counts are printed to the nearest ten: any count that rounds to it will do.
    """
    try:
        count, base = int(row["numerator"]), int(row["denominator"])
    except ValueError:
        return False
    decimals = 0 if row["indicator_id"].startswith("cla_") else 1
    near = range(-5, 6) if row["geographic_level"] != "Local authority" else (0,)
    rates = {(2 * (count + one) * 10_000 * 10**decimals + base) // (2 * base) for one in near}
    return Decimal(row["value"]) in {Decimal(steps) / 10**decimals for steps in rates}


def _means(proof: Proof, paths: Paths, rows: list[dict[str, str]]) -> None:
    con = _connect(paths, "871")
    _run_models(con, (*PUBLISHED, "engine.comparator_given"))
    mapped = dict(con.execute("select figure_key, series_id from engine.series_used").fetchall())
    turned = {
        name
        for (name,) in con.execute(
            "select figure_key from engine.series_used where transform = 'complement'"
        ).fetchall()
    }
    derived = {
        name
        for (name,) in con.execute(
            "select series_id from seed.series where count_series is not null and unit = 'percent'"
        ).fetchall()
    }
    printed = _printed(rows)
    _add_worked_out(proof, con, rows, printed)
    tens = _tens(con, paths)
    compared = wrong = shown_below_six = 0
    first_wrong: list[str] = []
    for (vintage, la_code), neighbours in sorted(tens.items()):
        ours = _ours(con, la_code, vintage, neighbours)
        for kpi_id, series in mapped.items():
            if series in derived:
                continue
            for year in YEARS:
                values = [printed.get((series, code, year)) for code in neighbours]
                known = [
                    100 - one if kpi_id in turned else one for one in values if one is not None
                ]
                our = ours.get((kpi_id, year))
                if len(known) < 6:
                    shown_below_six += our is not None
                    continue
                compared += 1
                expected = mean(known)
                if our is None or abs(our - expected) > Decimal("0.00005"):
                    wrong += 1
                    first_wrong.append(f"{la_code} {vintage} {kpi_id} {year}: {expected}, {our}")
    section = "Neighbour means: simple mean of printed values, missing dropped"
    proof.check(section, "authorities and models", f"{len(tens)}", f"{len(tens)}")
    proof.check(section, "means that differ", 0, wrong)
    proof.check(section, "means shown where fewer than six of ten count", 0, shown_below_six)
    proof.fact(f"{compared:,} means compared over {len(tens)} sets of ten neighbours")
    for text in first_wrong[:20]:
        proof.fact(f"differs: {text}")
    worked_check.check(proof, con, tens)


def _printed(rows: list[dict[str, str]]) -> dict[tuple[str, str, int], Decimal]:
    found: dict[tuple[str, str, int], Decimal] = {}
    for row in rows:
        if row["geographic_level"] != "Local authority" or not row["value"] or ":" in row["value"]:
            continue
        period = row["time_period"]
        year = int(period) if len(period) == 4 else int(period[:4]) + 1
        for code in row["old_la_code"].split("/"):
            key = (row["indicator_id"], code.strip(), year)
            # a joint row stands for authorities that have none of their own
            if "/" not in row["old_la_code"] or key not in found:
                found[key] = Decimal(row["value"])
    return found


def _add_worked_out(
    proof: Proof,
    con: duckdb.DuckDBPyConnection,
    rows: list[dict[str, str]],
    printed: dict[tuple[str, str, int], Decimal],
) -> None:
    """Rates that the compiled table lacks although it has the count, worked out from the parts."""
    populations = {
        (code, year): int(value)
        for code, year, value in con.execute(
            "select area_code, year(period_end), value from seed.published "
            "where series_id = 'population_0_17' and value is not null"
        ).fetchall()
    }
    added: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        key = _key(row)
        if key is None or row["indicator_id"] not in RATES or row["value"]:
            continue
        base = populations.get((key[1], key[2] - 1))
        if row["geographic_level"] == "Local authority" and row["numerator"].isdigit() and base:
            steps = (2 * int(row["numerator"]) * 100_000 + base) // (2 * base)
            printed[key] = Decimal(steps) / 10
            added[f"{row['indicator_id']}, {row['area_name']}"].append(key[2])
    for name, years in sorted(added.items()):
        proof.fact(
            f"{name}, {min(years)} to {max(years)}: the compiled table prints no rate though count "
            "and population are published (its ONS code changed); ours is worked out and counts."
        )


def _tens(con: duckdb.DuckDBPyConnection, paths: Paths) -> dict[tuple[str, str], list[str]]:
    file = next(one for one in store.read_all(paths) if one.neighbours).neighbours_file
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for la_code, vintage, _, other in con.execute(
        "select la_code, vintage, rank, neighbour_la_code from read_parquet(?) order by all",
        [str(file)],
    ).fetchall():
        found[(vintage, la_code)].append(other)
    return found


def _ours(
    con: duckdb.DuckDBPyConnection, la_code: str, vintage: str, neighbours: list[str]
) -> dict[tuple[str, int], Decimal]:
    con.execute("update ref.run set la_code = ?, neighbour_vintage = ?", [la_code, vintage])
    con.execute("delete from seed.neighbour")
    ten = [
        {"la_code": la_code, "vintage": vintage, "rank": n, "neighbour_la_code": code}
        for n, code in enumerate(neighbours, start=1)
    ]
    seeds.insert(con, "neighbour", ten)
    _run_models(con, PER_AUTHORITY)
    found = con.execute(
        "select figure_key, year(period_end), neighbour_mean from engine.comparator_neighbour "
        "where neighbour_mean is not null"
    ).fetchall()
    return {(kpi_id, year): value for kpi_id, year, value in found}


def _report(proof: Proof, home: Path) -> None:
    """The demonstration's months with published files present: printed figures stay as printed."""
    kpi(home, "demo")
    kpi(home, "run", "--la", "871", "--month", "2015-06", "--quiet")
    database = home / "warehouse" / "871" / "kpi.duckdb"
    con = duckdb.connect(str(database), read_only=True)
    section = "The report's printed comparators with published files beside them"
    for kpi_id, basis, printed in REPORT:
        row = con.execute(
            "select neighbour_mean, neighbour_mean_source, neighbour_mean_computed, "
            "neighbour_count from marts.kpi_comparison where kpi_id = ? and basis = ? "
            "and period_end = '2015-04-30' and variant is null and category is null",
            [kpi_id, basis],
        ).fetchone()
        found = (str(row[0].normalize()), row[1]) if row else None
        proof.check(section, kpi_id, (str(Decimal(printed).normalize()), "as printed"), found)
        if row:
            beside = "none published for that period" if row[2] is None else f"{row[2]:f}"
            proof.fact(f"{kpi_id}: printed {printed}; computed beside it: {beside}")
    england = con.execute(
        "select england_value from marts.kpi_comparison where kpi_id = 's47_rate_per_10k' "
        "and basis = 'R12' and period_end = '2015-04-30' and category is null"
    ).fetchone()
    proof.check(section, "section 47, England", "124", f"{england[0]:.0f}" if england else "none")
    con.close()
