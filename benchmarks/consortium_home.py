"""Ten small councils in one installation, and reading what is in their publications.

Belongs here: making them, their true figures, what each was given, texts of a database. Does not
belong here: what is proved of them (campaigns.consortium).
"""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb

from benchmarks.installation import kpi
from pipelines.publish import ledger

TEN = [str(901 + number) for number in range(10)]
# shares two figures alone; the others share all
CAREFUL, AGREED = TEN[9], ("referrals_received", "cpp_rate_per_10k")
MONTHS = ("2015-05", "2015-06")
VINTAGE = "2021-04"
POPULATION = 4_000
DATABASES = ("kpi.duckdb", "kpi_restricted.duckdb", "kpi_public.duckdb")
# tables in which another authority's code may stand: published lists, and what members share
NAMED_IN = {"consortium_value", "neighbour", "comparator", "kpi_benchmark_area"}
# what is counted there is no person: such counts are not hidden from anyone
NOT_PEOPLE = ("action", "campaign", "grant", "kpi", "meeting", "milestone")
Cell = tuple[str, str, str, str]


def prepare(home: Path) -> None:
    """Settings with agreements, neighbours, populations and drops of the ten."""
    reference = home / "raw" / "reference"
    reference.mkdir(parents=True)
    with (reference / "neighbours.csv").open("w", newline="", encoding="utf-8") as handle:
        sheet = csv.writer(handle)
        sheet.writerow(("vintage", "old_la_code", "rank", "sn_old_la_code", "sn_la_name"))
        for la_code in TEN:
            others = [one for one in TEN if one != la_code]
            for rank, other in enumerate(others, start=1):
                sheet.writerow((VINTAGE, la_code, rank, other, f"Borough {other}"))
    with (reference / "population.csv").open("w", newline="", encoding="utf-8") as handle:
        sheet = csv.writer(handle)
        sheet.writerow(("mid_year", "geographic_level", "old_la_code", "population_0_17"))
        sheet.writerows(
            (year, "Local authority", code, POPULATION) for year in (2013, 2014) for code in TEN
        )
    listed = ", ".join(f'"{one}"' for one in TEN)
    for number, la_code in enumerate(TEN):
        folder = home / "settings" / la_code
        folder.mkdir(parents=True)
        kpis = f"kpis: [{', '.join(AGREED)}], " if la_code == CAREFUL else ""
        (folder / "settings.yml").write_text(
            f'la_code: "{la_code}"\nla_name: Borough {la_code}\nconsortium: {{members: [{listed}], '
            f"{kpis}agreed_by: A director, agreed_on: 2015-04-01}}\n",
            encoding="utf-8",
        )
        kpi(home, "demo", "--la", la_code, "--size", "0.1", "--seed", str(901 + number),
            "--months", "2")  # fmt: skip


def newest(home: Path, la_code: str, month: str = MONTHS[1]) -> Path:
    """The folder of the newest publication of a month."""
    return ledger.find(home / "warehouse", la_code, month).folder


def first(home: Path, la_code: str, month: str) -> Path:
    """The publication that was released, whatever came after it."""
    found = ledger.records(ledger.publications(home / "warehouse", la_code))
    return next(one.folder for one in found if one.month == month and one.release)


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    """A query on a database file."""
    con = duckdb.connect(str(file), read_only=True)
    try:
        return con.execute(query).fetchall()
    finally:
        con.close()


def truth(home: Path) -> dict[Cell, tuple[int, int | None]]:
    """Numerator and denominator of every whole figure, from each authority's own secret file."""
    found: dict[Cell, tuple[int, int | None]] = {}
    for la_code in TEN:
        for month in MONTHS:
            found_rows = rows(
                first(home, la_code, month) / DATABASES[1],
                "select v.kpi_id, v.basis, cast(v.period_end as varchar), v.numerator, "
                "v.denominator "
                "from marts.kpi_value as v inner join marts.kpi_catalogue as c "
                "on c.file_stem = v.file_stem where v.level = 'authority' and v.variant is null "
                f"and v.category is null and v.period_end = last_day(date '{month}-01') "
                "and v.numerator = floor(v.numerator) "
                f"and coalesce(c.unit_of_count, '') not in {NOT_PEOPLE}",
            )
            for kpi_id, basis, end, top, bottom in found_rows:
                key = (la_code, str(kpi_id), str(basis), str(end))
                found[key] = (int(str(top).split(".")[0]), None if bottom is None else int(bottom))  # type: ignore[call-overload]
    return found


def shared(home: Path, la_code: str) -> dict[Cell, tuple[int, int | None, Decimal]]:
    """What an authority was given: numerator, denominator and value by figure."""
    found_rows = rows(
        newest(home, la_code) / DATABASES[0],
        "select other_la_code, kpi_id, basis, cast(period_end as varchar), numerator, denominator, "
        "value from marts.consortium_value",
    )
    return {tuple(row[:4]): tuple(row[4:]) for row in found_rows}  # type: ignore[misc]


def given(home: Path, la_code: str, month: str) -> dict[tuple[str, str], Decimal]:
    """What an authority's released public file gives by the agreement's rule, worked out afresh."""
    found_rows = rows(
        first(home, la_code, month) / DATABASES[2],
        "select v.kpi_id, v.basis, c.measure, v.numerator, v.denominator, v.population "
        "from marts.kpi_value as v inner join marts.kpi_catalogue as c "
        "on c.file_stem = v.file_stem "
        "where v.level = 'authority' and v.variant is null and v.category is null "
        "and v.status = 'ok' and v.value is not null and v.basis in ('R12', 'SNAP') "
        f"and v.period_end = last_day(date '{month}-01') "
        "and c.measure in ('count', 'rate', 'percentage')",
    )
    found = {}
    for kpi_id, basis, measure, top, bottom, population in found_rows:
        if top is None or (la_code == CAREFUL and kpi_id not in AGREED):
            continue
        count = Decimal(five(top))
        if measure == "rate":
            value = Decimal(10_000) * count / int(str(population)) if population else None
        elif measure == "percentage":
            base = five(bottom) if bottom is not None else 0
            value = min(100 * count / base, Decimal(100)) if base >= 10 else None
        else:
            value = count
        if value is not None:
            found[(str(kpi_id), str(basis))] = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return found


def five(number: object) -> int:
    """A number to the nearest five."""
    return int((Decimal(str(number)) / 5).quantize(Decimal(1), ROUND_HALF_UP)) * 5


def identities(folder: Path) -> set[str]:
    """Every key and id of children and records of a publication."""
    found_rows = rows(
        folder / DATABASES[1],
        "select key from marts.key_map union select id from marts.key_map "
        "union select person_key from marts.kpi_cohort "
        "union select record_key from marts.kpi_cohort",
    )
    # a number alone ('1042') is nobody's: every council counts from one
    return {str(one) for (one,) in found_rows if one is not None and not str(one).isdigit()}


def search(file: Path, la_code: str, foreign: set[str]) -> tuple[int, int, dict[str, int]]:
    """Distinct texts seen, rows of other authorities, and columns that hold foreign texts."""
    con = duckdb.connect(str(file), read_only=True)
    columns = con.execute(
        "select table_name, column_name from information_schema.columns "
        "where table_schema = 'marts' and data_type = 'VARCHAR' order by all"
    ).fetchall()
    seen = others = 0
    hits: dict[str, int] = {}
    for table, column in columns:
        values = {
            one
            for (one,) in con.execute(
                f'select distinct "{column}" from marts."{table}" where "{column}" is not null'
            ).fetchall()
        }
        seen += len(values)
        both = values & foreign
        if both:
            hits[f"{table}.{column}"] = len(both)
        if column == "la_code" and table not in NAMED_IN:
            others += con.execute(
                f'select count(*) from marts."{table}" where la_code <> ?', [la_code]
            ).fetchall()[0][0]
    con.close()
    return seen, others, hits
