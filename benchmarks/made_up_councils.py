"""Made-up councils for the suppression attack: counts in the shape the public file is made from.

Belongs here: records drawn at random, the figures several KPIs would give of them, and the public
files that the project's own disclosure control makes of those. Does not belong here: attacking them
(suppression_attack), real runs (campaigns.suppression).

Every council has a busy and a rare flow with categories, two stocks with who came and who went,
percentages that share counts across KPIs, counts that are sums of others, and one rolling year
without months. How busy each is, is drawn anew: from a handful a year to hundreds a month.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
from numpy.random import Generator

from benchmarks.suppression_attack import DENOMINATOR, NUMERATOR, REST, Count, Known
from pipelines.publish import disclosure, ledger, public_record

FIRST = 2012 * 12 + 3
"""April 2012, the first month in which anything happens."""
SHOWN = 24
"""Month ends that a publication shows."""
CATALOGUE = (
    "kpi_id varchar, file_stem varchar, variant varchar, measure varchar, unit varchar, "
    "unit_of_count varchar, tells_of varchar, once_per varchar, sql_text varchar, "
    "has_whole boolean"
)
VALUE = (
    "kpi_id varchar, file_stem varchar, variant varchar, category varchar, category_key varchar, "
    "basis varchar, period_end date, level varchar, numerator decimal(18, 4), "
    "denominator decimal(18, 4), status varchar"
)


@dataclass(frozen=True)
class File:
    """One KPI file over monthly counts: its numerator and denominator by category ('' = whole)."""

    stem: str
    measure: str
    bases: tuple[str, ...]
    numerator: dict[str, np.ndarray]
    denominator: dict[str, np.ndarray] | None = None
    tells_of: str = "people"


@dataclass(frozen=True)
class Council:
    """The KPI files of a made-up council and what an attacker knows of how they hang together."""

    files: tuple[File, ...]
    known: Known
    months: int


def made_up(random: Generator, months: int = SHOWN + 14) -> Council:
    """A council of its own, ``months`` long."""
    files: list[File] = []
    same: list[list[Count]] = []
    sums: list[tuple[Count, Sequence[Count], Sequence[str]]] = []
    flows: list[tuple[Count, Count, Count]] = []
    all_bases, long_bases = ("IM", "YTD", "R12"), ("YTD", "R12")
    for name, least, most in (("busy", 4, 120), ("rare", 0.2, 12)):
        mean = float(np.exp(random.uniform(np.log(least), np.log(most))))
        parts = _split(random, _monthly(random, mean, months), int(random.integers(3, 8)))
        whole = sum(parts.values(), np.zeros(months))
        by_kind = {"": whole, **parts}
        bases = all_bases if random.random() < 0.6 else long_bases
        files += [
            File(f"{name}_count", "count", all_bases, {"": whole}),
            File(f"{name}_rate", "rate", bases, {"": whole}),
            File(f"{name}_kind_share", "share", bases, by_kind, dict.fromkeys(by_kind, whole)),
        ]
        same.append(
            [
                (f"{name}_count", "", NUMERATOR),
                (f"{name}_rate", "", NUMERATOR),
                (f"{name}_kind_share", "", NUMERATOR),
                (f"{name}_kind_share", "", DENOMINATOR),
            ]
        )
        first = next(iter(parts))
        files.append(
            File(f"{name}_first_pct", "percentage", bases, {"": parts[first]}, {"": whole})
        )
        same.append(
            [(f"{name}_first_pct", "", NUMERATOR), (f"{name}_kind_share", first, NUMERATOR)]
        )
        same.append([(f"{name}_first_pct", "", DENOMINATOR), (f"{name}_count", "", NUMERATOR)])
        passed = random.binomial(whole.astype(int), random.uniform(0.05, 0.98)).astype(float)
        files.append(
            File(
                f"{name}_timely_pct", "percentage", all_bases, {"": passed}, {"": whole}, "service"
            )
        )
        same.append([(f"{name}_timely_pct", "", DENOMINATOR), (f"{name}_count", "", NUMERATOR)])
        # those that did not pass are the base of a further percentage
        failed = whole - passed
        again = random.binomial(failed.astype(int), random.uniform(0.1, 0.9)).astype(float)
        files.append(File(f"{name}_failed_pct", "percentage", bases, {"": again}, {"": failed}))
        same.append([(f"{name}_failed_pct", "", DENOMINATOR), (f"{name}_timely_pct", "", REST)])
        moved_in = _monthly(random, mean * random.uniform(0.01, 0.3), months)
        files.append(File(f"{name}_with_moved_rate", "rate", bases, {"": whole + moved_in}))
        files.append(
            File(
                f"{name}_moved_timely_pct", "percentage", ("R12",),
                {"": random.binomial(moved_in.astype(int), 0.7).astype(float)}, {"": moved_in},
                "service",
            )
        )  # fmt: skip
        sums.append(
            (
                (f"{name}_with_moved_rate", "", NUMERATOR),
                [(f"{name}_count", "", NUMERATOR), (f"{name}_moved_timely_pct", "", DENOMINATOR)],
                ("R12",),
            )
        )
        for way in _stock(random, name, mean, months, files):
            if isinstance(way, list):
                same.append(way)
            else:
                flows.append(way)
    return Council(tuple(files), Known(same, sums, flows), months)


def _stock(
    random: Generator, name: str, mean: float, months: int, files: list[File]
) -> Iterator[list[Count] | tuple[Count, Count, Count]]:
    """A stock, who came and went, its kinds, and a percentage of one kind."""
    came = _monthly(random, mean / 3, months)
    left = np.zeros(months)
    stock, now = np.zeros(months), float(random.poisson(mean * random.uniform(0.5, 8)))
    for month in range(months):
        left[month] = min(now + came[month], random.poisson(mean / 3))
        now += came[month] - left[month]
        stock[month] = now
    kinds = _split(random, stock, int(random.integers(2, 6)))
    by_kind = {"": stock, **kinds}
    one = next(iter(kinds))
    flow_bases = ("IM", "YTD", "R12") if random.random() < 0.5 else ("YTD", "R12")
    files += [
        File(f"{name}_stock_rate", "rate", ("SNAP",), {"": stock}),
        File(f"{name}_stock_share", "share", ("SNAP",), by_kind, dict.fromkeys(by_kind, stock)),
        File(f"{name}_stock_pct", "percentage", ("SNAP",), {"": kinds[one]}, {"": stock}),
        File(f"{name}_came_rate", "rate", flow_bases, {"": came}),
        File(f"{name}_left_rate", "rate", flow_bases, {"": left}),
    ]
    whole = (f"{name}_stock_rate", "", NUMERATOR)
    yield [whole, *((f"{name}_stock_share", "", role) for role in (NUMERATOR, DENOMINATOR))]
    yield [whole, (f"{name}_stock_pct", "", DENOMINATOR)]
    yield [(f"{name}_stock_pct", "", NUMERATOR), (f"{name}_stock_share", one, NUMERATOR)]
    yield whole, (f"{name}_came_rate", "", NUMERATOR), (f"{name}_left_rate", "", NUMERATOR)


def _monthly(random: Generator, mean: float, months: int) -> np.ndarray:
    return random.poisson(mean, months).astype(float)


def _split(random: Generator, whole: np.ndarray, kinds: int) -> dict[str, np.ndarray]:
    shares = random.dirichlet(np.full(kinds, random.uniform(0.3, 2)))
    drawn = np.array([random.multinomial(int(count), shares) for count in whole])
    return {f"kind {number}": drawn[:, number].astype(float) for number in range(kinds)}


def revised(council: Council, random: Generator, last: int) -> Council:
    """The council as it stands after late entries: a few more cases in its latest months."""
    files = []
    for file in council.files:
        if file.measure == "count" and random.random() < 0.5:
            late = np.zeros(council.months)
            late[last - 3 : last] = random.poisson(0.6, 3)
            own = {kind: counts + late for kind, counts in file.numerator.items()}
            files.append(File(file.stem, file.measure, file.bases, own, None, file.tells_of))
        else:
            files.append(file)
    return Council(tuple(files), council.known, council.months)


def publish(council: Council, last: int, folder: Path, name: str, built_at: str) -> Path:
    """The public file of the council's months up to ``last``, made as the project makes it.

    ``folder`` is the publications folder; earlier public files in it count as published.
    """
    con = duckdb.connect(":memory:")
    con.execute("create schema marts")
    con.execute(f"create table marts.kpi_catalogue ({CATALOGUE})")
    con.execute(f"create table marts.kpi_value ({VALUE})")
    _fill(con, council, last)
    public_record.choose_hidden(con, "marts", public_record.last_made(folder))
    made = folder / name
    made.mkdir(parents=True)
    con.execute(f"attach '{made / ledger.PUBLIC}' as out")
    con.execute("create schema out.marts")
    for table in ("kpi_catalogue", "kpi_value"):
        columns = [row[0] for row in con.execute(f"describe marts.{table}").fetchall()]
        select = disclosure.public_select("marts", table, columns, public_record.HIDDEN)
        con.execute(f"create table out.marts.{table} as {select}")
    con.execute(f"create table out.marts.public_record as from {public_record.RECORD}")
    con.close()
    (made / ledger.MANIFEST).write_text(json.dumps({"built_at": built_at}))
    return made / ledger.PUBLIC


def _fill(con: duckdb.DuckDBPyConnection, council: Council, last: int) -> None:
    figures: list[tuple[object, ...]] = []
    for file in council.files:
        con.execute(
            "insert into marts.kpi_catalogue "
            "values (?, ?, null, ?, 'count', 'child', ?, null, '', true)",
            [file.stem, file.stem, file.measure, file.tells_of],
        )
        for kind, counts in file.numerator.items():
            below = file.denominator[kind] if file.denominator else None
            for basis in file.bases:
                for end in range(last - SHOWN + 1, last + 1):
                    months = _window(basis, end)
                    top = float(counts[months].sum())
                    bottom = None if below is None else float(below[months].sum())
                    figures.append((file.stem, kind, basis, _month_end(end), top, bottom))
    columns = [list(column) for column in zip(*figures, strict=True)]
    types = ("varchar", "varchar", "varchar", "date", "double", "double")
    listed = ", ".join(
        f"unnest(cast(? as {kind}[])) as c{number}" for number, kind in enumerate(types)
    )
    con.execute(
        "insert into marts.kpi_value select c0, c0, null, nullif(c1, ''), c1, c2, c3, "
        f"'authority', c4, c5, 'ok' from (select {listed})",
        columns,
    )


def _window(basis: str, end: int) -> slice:
    if basis in ("IM", "SNAP"):
        return slice(end, end + 1)
    if basis == "R12":
        return slice(end - 11, end + 1)
    return slice(end - (FIRST + end - 3) % 12, end + 1)


def _month_end(month: int) -> date:
    year, place = divmod(FIRST + month + 1, 12)
    return date(year, place + 1, 1) - timedelta(days=1)
