"""The comparisons read by hand in ``docs/comparators-worked-check.md``, against today's marts.

Belongs here: reading that page and building the few tables its lines are about. Does not belong
here: the page's own figures, which a person wrote from the published tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import duckdb

from benchmarks.proof import Proof
from pipelines.models import runner, seeds
from pipelines.models.discover import load_models
from pipelines.settings import PROJECT_ROOT, SQL_ROOT

PAGE = PROJECT_ROOT / "docs" / "comparators-worked-check.md"
MODELS = (
    "engine.own_region",
    "engine.comparator_known",
    "engine.comparator_latest",
    "engine.comparator_neighbour",
    "engine.comparator_said",
    "engine.benchmark_area",
    "engine.benchmark_change",
    "engine.benchmark_spread",
    "engine.benchmark_own",
    "engine.benchmark",
)
_HEAD = re.compile(r"^### (.+) \((\d{3})\), `([^`]+)`, (.+), model (\S+)$")


@dataclass
class Worked:
    """One comparison as the page has it: what a person found, line by line."""

    la_name: str
    la_code: str
    figure_key: str
    period: str
    vintage: str
    lines: dict[str, str] = field(default_factory=dict)


def pages() -> Iterator[Worked]:
    """Every comparison of the page."""
    one: Worked | None = None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        head = _HEAD.match(line)
        if head:
            if one:
                yield one
            one = Worked(head[1], head[2], head[3], head[4], head[5])
        cells = [cell.strip() for cell in line.split("|")]
        if one and len(cells) == 6 and cells[4] == "agrees":
            one.lines[cells[1]] = cells[2]
    if one:
        yield one


def check(
    proof: Proof, con: duckdb.DuckDBPyConnection, tens: dict[tuple[str, str], list[str]]
) -> None:
    """Each line of the page beside the mart; ``con`` holds the published values, nothing else."""
    section = "The comparisons worked by hand"
    con.execute(
        "create or replace table ref.parameter as from (values ('small_denominator', 10.0), "
        "('return_gap_pct', 10.0)) as given (name, value_number)"
    )
    con.execute(
        "create or replace table engine.kpi_value (file_stem varchar, basis varchar, "
        "period_end date, level varchar, category varchar, value double, "
        "value_rounded decimal(18, 1), numerator decimal(18, 4), denominator decimal(18, 4), "
        "status varchar)"
    )
    con.execute(
        "create or replace table engine.headline (file_stem varchar, headline_basis varchar)"
    )
    found = list(pages())
    proof.check(
        section,
        "authorities read by hand, eleven or more",
        True,
        len({w.la_code for w in found}) > 10,
    )
    for one in found:
        mart = _mart(con, one, tens[(one.vintage, one.la_code)])
        wrong = {
            name: (by_hand, mart.get(_short(name)))
            for name, by_hand in one.lines.items()
            if by_hand != mart.get(_short(name))
        }
        what = f"{one.la_name}, {one.figure_key}, {one.period}: {len(one.lines)} lines"
        proof.check(section, what, "agree", wrong or "agree")


def _short(name: str) -> str:
    return re.sub(r"^(mean|place among).*", r"\1", name)


def _mart(con: duckdb.DuckDBPyConnection, one: Worked, ten: list[str]) -> dict[str, str]:
    con.execute("update ref.run set la_code = ?, neighbour_vintage = ?", [one.la_code, one.vintage])
    con.execute("delete from seed.neighbour")
    rows = [
        {"la_code": one.la_code, "vintage": one.vintage, "rank": n, "neighbour_la_code": code}
        for n, code in enumerate(ten, start=1)
    ]
    seeds.insert(con, "neighbour", rows)
    models = load_models(SQL_ROOT)
    for name in MODELS:
        runner.run_model(con, models[name])
    found = con.execute(
        "select own_published_value, own_published_symbol, region_value, england_value, "
        "neighbour_count, neighbour_mean, neighbour_min, neighbour_max, national_rank, "
        "national_position, national_count from engine.benchmark "
        "where figure_key = ? and period_label = ?",
        [one.figure_key, one.period],
    ).fetchall()
    if not found:
        return {}
    own, symbol, region, england, count, average, low, high, rank, position, total = found[0]
    place = f"{rank} (1 = best)" if rank else f"{position} (1 = highest)" if position else "none"
    return {
        "own published": _plain(own) if own is not None else str(symbol),
        "region": _plain(region),
        "England": _plain(england),
        "neighbours that count": str(count),
        "mean": _plain(average),
        "lowest, highest": f"{_plain(low)}, {_plain(high)}",
        "place among": place,
        "authorities with a figure": str(total),
    }


def _plain(value: object) -> str:
    return f"{Decimal(str(value)).normalize():f}" if value is not None else "none"
