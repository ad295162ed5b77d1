"""Every door beside the SSD door: the same council, the same months, every figure a format gives.

Belongs here: exporting, building and comparing, and ``docs/availability.md``, which says for every
KPI what each format can supply. Does not belong here: how a format is written (pipelines.demo) or
read (pipelines.sources).
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.proof import Proof
from pipelines.demo.demo import months_ending, write_demo
from pipelines.demo.formats import SSD, exporters
from pipelines.demo.profile import DEFAULT_MONTHS
from pipelines.models.discover import LAYERS
from pipelines.run import steps
from pipelines.run.month import land_months
from pipelines.run.session import open_session
from pipelines.settings import PROJECT_ROOT, Paths

LA, SIZE, MONTHS = "999", 0.05, 24
PAGE = PROJECT_ROOT / "docs" / "availability.md"
# figures about the data and about figures: they differ because the doors do
ABOUT_DATA = ("data_completeness_pct", "kpi_team_worker_coverage_pct")
NOT_KNOWN = ("not_available", "insufficient_history")
WORDS = {
    SSD: "Standard Safeguarding Dataset",
    "annex_a": "Annex A",
    "cin_census": "CIN Census",
    "ssda903": "SSDA903",
}
Key = tuple[str, str, str, str, date, str]


@dataclass
class Door:
    """What one format gave: figures by key, and per KPI file its levels and gaps."""

    name: str
    figures: dict[Key, tuple[object, object, str]] = field(default_factory=dict)
    levels: dict[str, list[str]] = field(default_factory=dict)
    covered_from: dict[str, date | None] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)


def run(proof: Proof) -> None:
    """Build the council through every door and compare."""
    proof.title = "Every door gives the figures the SSD door gives"
    proof.seed = "2015"
    proof.fact(
        f"a synthetic council of size {SIZE}, {MONTHS} monthly drops to {DEFAULT_MONTHS[-1]}"
    )
    doors = {}
    for name in (SSD, *exporters()):
        with tempfile.TemporaryDirectory(prefix=f"door_{name}_") as folder:
            doors[name] = through(name, Path(folder))
    for name, door in doors.items():
        if name != SSD:
            compare(proof, doors[SSD], door)
    PAGE.write_text(page(doors), encoding="utf-8")


def through(name: str, home: Path) -> Door:
    """The council's figures through one format."""
    paths, months = Paths(home), months_ending(DEFAULT_MONTHS[-1], MONTHS)
    write_demo(paths.raw, la_code=LA, size=SIZE, months=months, formats=(name,))
    land_months(paths, LA, months[-1], lambda _text: None)
    session = open_session(paths, LA, months[-1])
    steps.start_build(session)
    # layer by layer, so that the engine's own tables are kept
    steps.run_layers(session, tuple(LAYERS))
    door = Door(name)
    with duckdb.connect(str(session.build_path), read_only=True) as con:
        for row in con.execute(
            "select kpi_id, coalesce(variant, ''), coalesce(category, ''), basis, period_end,"
            " level, numerator, denominator, status from marts.kpi_value where level = 'authority'"
        ).fetchall():
            door.figures[row[:6]] = row[6:]
        for stem, levels in con.execute(
            "select file_stem, list(level order by level) from engine.kpi_level group by 1"
        ).fetchall():
            door.levels[stem] = levels
        for stem, first, reason in con.execute(
            "select periods.file_stem, min(period_end) filter (where is_covered),"
            " max_by(reason, period_end) from engine.kpi_period as periods"
            " inner join seed.kpi as kpis on periods.file_stem = kpis.file_stem"
            " and periods.basis = kpis.headline group by 1"
        ).fetchall():
            door.covered_from[stem], door.reasons[stem] = first, reason or ""
    return door


def compare(proof: Proof, by_ssd: Door, door: Door) -> None:
    """One check per KPI the format gives: figures compared, figures that differ."""
    counts: dict[str, list[int]] = {}
    for key, (top, bottom, status) in door.figures.items():
        if status in NOT_KNOWN or key[0] in ABOUT_DATA or key not in by_ssd.figures:
            continue
        count = counts.setdefault(f"{key[0]}{f'__{key[1]}' if key[1] else ''}", [0, 0])
        count[0] += 1
        count[1] += (top, bottom) != by_ssd.figures[key][:2]
    section = f"{WORDS[door.name]}: figures that differ from the SSD door's"
    for kpi, (compared, differ) in sorted(counts.items()):
        proof.check(section, f"{kpi}, {compared:,} figures", 0, differ)
    total = sum(compared for compared, _ in counts.values())
    proof.fact(f"{WORDS[door.name]}: {len(counts)} KPI files, {total:,} figures compared")


def page(doors: dict[str, Door]) -> str:
    """Availability by KPI, format, level and history, from what the builds found."""
    names = list(doors)
    lines = [
        "# Which KPI each format can supply",
        "",
        "Made by `python -m benchmarks.prove doors` from builds of the synthetic council through",
        f"every format: {MONTHS} monthly drops to {DEFAULT_MONTHS[-1]}. A = authority, T = service",
        "and team, W = worker; then the first period of the headline basis that the accumulated",
        "drops can answer. Annex A names the team and worker of that month's drop; the CIN Census",
        "names neither; the SSDA903 names no team, and a worker only from 2023/24.",
        "",
        f"| KPI | {' | '.join(WORDS[name] for name in names)} |",
        f"|---|{'---|' * len(names)}",
    ]
    for stem in sorted(doors[SSD].levels):
        cells = [_cell(doors[name], stem) for name in names]
        lines.append(f"| `{stem}` | {' | '.join(cells)} |")
    lines += ["", "## Why not", "", "| KPI | format | what is lacking |", "|---|---|---|"]
    for stem in sorted(doors[SSD].levels):
        for name in names:
            door = doors[name]
            if door.covered_from.get(stem) is None and door.reasons.get(stem):
                lines.append(f"| `{stem}` | {WORDS[name]} | {door.reasons[stem]} |")
    return "\n".join([*lines, ""])


def _cell(door: Door, stem: str) -> str:
    """One KPI in one format."""
    first = door.covered_from.get(stem)
    if first is None:
        history = "insufficient history" if "complete only" in door.reasons.get(stem, "") else ""
        return history or "not available"
    levels = door.levels.get(stem, [])
    said = ["A"] if "authority" in levels else []
    said += ["T"] if "team" in levels else []
    said += ["W"] if "worker" in levels else []
    return f"{' '.join(said)} from {first:%m/%Y}"
