"""The demonstration council's four months against what the report of July 2015 prints.

Belongs here: reading each figure through the command line, what moved between publications, the
way from a figure to its line. Does not belong here: the printed figures (printed), the changed
drop (one_child).
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from benchmarks.campaigns import one_child
from benchmarks.campaigns.printed import APRIL, FIGURES, JUNE, SECTION_5_AND_7, Printed
from benchmarks.figures import folder_of, rows
from benchmarks.installation import kpi
from benchmarks.proof import Proof
from pipelines.demo.late_entries import LATE_ENTRIES, MATURING

LA = "871"
WALKED = (
    ("cpp_rate_per_10k", "SNAP"),
    ("assessment_45wd_pct", "IM"),
    ("referral_decision_1wd_pct", "IM"),
    ("s47_rate_per_10k", "R12"),
    ("cla_rate_per_10k", "SNAP"),
    ("contact_decision_1wd_pct", "IM"),
)
FOOTED = (
    "cpp_rate_per_10k",
    "assessment_45wd_pct",
    "referral_decision_1wd_pct",
    "s47_started",
    "cla_rate_per_10k",
    "contact_decision_1wd_pct",
    "re_referral_12m_pct",
    "cpp_review_timely_pct",
    "cla_long_term_stability_pct",
)
# Figures that look back from what is known today, as their caveats say; they may move without a
# late entry, in months other than April.
READ_BACK = {
    "perm_staff_forecast_pct": "known leavers are read from the posts as recorded today",
    "foster_recruit_pipeline": "a panel counts from its booking, inferred once the panel is dated",
}


def run(proof: Proof) -> None:
    """Printed figures, restatements, drill-down, and one child less."""
    proof.title, proof.seed = "The demonstration against the report's figures", "2015"
    for printed in (*FIGURES, *SECTION_5_AND_7):
        _printed(proof, printed)
    _restated(proof)
    _walked(proof)
    _footed(proof)
    one_child.run(proof)


def _show(home: Path, *words: str) -> list[dict[str, object]]:
    return json.loads(kpi(home, "show", "--la", LA, *words, "--format", "json")[1])


def _printed(proof: Proof, printed: Printed) -> None:
    words = ["--month", printed.month, "--as-at", printed.as_at, "--kpi", printed.kpi]
    words += ["--basis", printed.basis] if printed.basis else []
    found = [
        row
        for row in _show(proof.home, *words)
        if (row["category"], row["variant"]) == (printed.category, printed.variant)
    ]
    what = " ".join(
        text
        for text in (
            f"{printed.paragraph}: {printed.kpi}",
            printed.variant,
            printed.category,
            f"{printed.basis or 'headline'} to {printed.month}, published for {printed.as_at}",
        )
        if text
    )
    section = "Figures the report prints"
    row = found[0] if len(found) == 1 else {}
    value = row.get("value_rounded")
    if value is not None and printed.whole_number:
        value = Decimal(str(row["value"])).quantize(Decimal(1), ROUND_HALF_UP)
    expected, seen = _number(printed.value), _number(value)
    if printed.counts:
        expected, seen = f"{expected} = {printed.counts}", f"{seen} = {_counts(row)}"
    proof.check(section, what, expected, seen)
    if printed.beside:
        column, comparator = printed.beside
        proof.check(section, f"{what}: {column}", _number(comparator), _number(row.get(column)))


def _number(value: object) -> str:
    return "none" if value is None else f"{Decimal(str(value)).normalize():f}"


def _counts(row: dict[str, object]) -> str:
    parts = [row.get("numerator"), row.get("denominator")]
    return " / ".join(_number(part) for part in parts if part is not None)


def _restated(proof: Proof) -> None:
    """April and later figures that moved are those the demonstration's late entries name."""
    section = "As first published, as now known"
    moved = _moved_kpis(proof.home)
    proof.check(
        section, "April authority figures that differ (headline)", "4 or more",
        "4 or more" if len(moved) >= 4 else str(sorted(moved)),
    )  # fmt: skip
    proof.fact(f"April headline figures that differ as now known: {', '.join(sorted(moved))}")
    database = folder_of(proof.home, JUNE) / "kpi.duckdb"
    known = {str(row[0]) for row in rows(database, "select kpi_id from marts.kpi_catalogue")}
    causes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entry in LATE_ENTRIES:
        for figure in entry.figures:
            if figure[0] in known:
                causes[figure].add(entry.cause)
    for figure in MATURING:
        causes[figure].add("matured")
    listed = _restatement(database)
    for period in sorted({key[2] for key in (*causes, *listed)}):
        told = {key for key in causes if key[2] == period}
        seen = {
            key
            for key in listed
            if key[2] == period and (period == APRIL or key[0] not in READ_BACK)
        }
        proof.check(
            section, f"{period}: figures restated are those of the late entries",
            _names(told), _names(seen),
        )  # fmt: skip
    for name, why in READ_BACK.items():
        periods = sorted({key[2] for key in listed if key[0] == name})
        if periods:
            proof.fact(f"`{name}` moved without a late entry for {', '.join(periods)}: {why}")
    for figure in sorted(causes.keys() & listed.keys()):
        wanted, cause = causes[figure], listed[figure]
        # A conference entered late changes the enquiry it follows; only its own rows are new.
        is_named = all(w in cause or (w == "added" and "changed" in cause) for w in wanted)
        what = f"{' '.join(figure)}: restatement names {' and '.join(sorted(wanted))}"
        proof.check(section, what, "yes", "yes" if is_named else cause)


def _names(figures: set[tuple[str, str, str]]) -> str:
    by_kpi: dict[str, list[str]] = defaultdict(list)
    for name, basis, _ in sorted(figures):
        by_kpi[name].append(basis)
    return "; ".join(f"{name} {' '.join(bases)}" for name, bases in by_kpi.items()) or "none"


def _moved_kpis(home: Path) -> set[str]:
    def headline(*words: str) -> dict[tuple[object, ...], object]:
        return {
            (row["kpi_id"], row["variant"], row["category"]): row["value"]
            for row in _show(home, "--month", APRIL, *words)
        }

    first, now = headline("--as-at", APRIL), headline()
    return {str(key[0]) for key in first if first[key] != now.get(key)}


def _restatement(database: Path) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for name, basis, period, cause in rows(
        database,
        "select kpi_id, basis, strftime(period_end, '%Y-%m'), string_agg(cause, ', ') "
        "from marts.restatement where level = 'authority' group by all",
    ):
        found[str(name), str(basis), str(period)] = str(cause)
    return found


def _walked(proof: Proof) -> None:
    """Every row behind a figure lies where it is said to: same record, that file, that line."""
    section = "From the figure to the file and row"
    restricted = folder_of(proof.home, APRIL) / "kpi_restricted.duckdb"
    ids = {
        (str(key), str(table)): str(record)
        for key, table, record in rows(
            restricted,
            "select key, table_name, id from marts.key_map where key_kind = 'record'",
        )
    }
    for name, basis in WALKED:
        words = ("--la", LA, "--month", APRIL, "--as-at", APRIL, "--basis", basis)
        said = kpi(proof.home, "explain", name, *words, "--rows", "--format", "json")[1]
        found = json.loads(said)
        (figure,) = _show(proof.home, *words[2:], "--kpi", name)
        proof.check(
            section, f"{name}: rows add to the figure's numerator",
            _number(figure["numerator"]), _number(sum(row["numerator"] or 0 for row in found)),
        )  # fmt: skip
        right = sum(_is_there(proof.home, row, ids) for row in found)
        proof.check(section, f"{name}: rows found on the line said", len(found), right)


def _is_there(home: Path, row: dict[str, object], ids: dict[tuple[str, str], str]) -> bool:
    file = home / "raw" / LA / str(row["drop_month"]) / str(row["source_file"])
    record = ids.get((str(row["record_key"]), str(row["table_name"])))
    line = _lines(file).get(int(str(row["source_row"])))
    return record is not None and line is not None and line[0] == record


_read: dict[Path, dict[int, list[str]]] = {}


def _lines(file: Path) -> dict[int, list[str]]:
    """Every record of a file by the line it starts on; the first column is its id."""
    if file not in _read:
        with file.open(encoding="utf-8", newline="") as opened:
            reader = csv.reader(opened)
            found, start = {}, 1
            for record in reader:
                found[start] = record
                start = reader.line_num + 1
        _read[file] = found
    return _read[file]


def _footed(proof: Proof) -> None:
    section = "Workers sum to teams, services and the authority"
    for name in FOOTED:
        sums = [
            sum(Decimal(str(row["numerator"] or 0)) for row in found)
            for found in (
                _wholes(proof.home, name, level)
                for level in ("authority", "service", "team", "worker")
            )
        ]
        whole = _number(sums[0])
        proof.check(section, name, " = ".join([whole] * 4), " = ".join(map(_number, sums)))


def _wholes(home: Path, name: str, level: str) -> list[dict[str, object]]:
    found = _show(home, "--month", APRIL, "--as-at", APRIL, "--kpi", name, "--level", level)
    return [row for row in found if row["category"] is None and row["variant"] is None]
