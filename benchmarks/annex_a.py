"""How fast an Annex A workbook is read, checked and landed, and what it costs in memory.

Run: python -m benchmarks.annex_a [rows ...]. Each size is measured in a process of its own, whole
and for the step alone. The budget is 3 seconds for 29,500 rows.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from pipelines.sources.annex_a.layout import load_layout

BUDGET_ROWS, BUDGET_SECONDS = 29_500, 3.0
SIZES = (29_500, 59_000, 118_000)
# how a middling authority's rows split over the eleven lists
SHARES = {1: 0.33, 2: 0.1, 3: 0.1, 4: 0.14, 5: 0.06, 6: 0.14, 7: 0.03, 8: 0.04, 9: 0.03, 10: 0.01}
SHARES |= {11: 0.02}
LA, MONTH = "999", "2015-04"
_LABELS = {
    "sex": ("a) Male", "b) Female"),
    "ethnicity": ("a) WBRI", "j) AIND", "q) CHNE"),
    "disability": ("a) Yes", "b) No"),
    "flag": ("a) Yes", "b) No"),
    "referral_nfa": ("a) Yes", "b) No"),
    "referral_source": ("q) 6: Police", "e) 2A: Schools"),
    "primary_need": ("N1", "N5"),
    "closure_reason": ("RC7", "RC8"),
    "case_status": ("c) Child in need plan",),
    "abuse_category": ("a) Neglect", "d) Emotional abuse"),
    "legal_status": ("C2", "V2"),
    "permanence_plan": ("a) Return to family",),
    "cla_ceased_reason": ("d) E3",),
    "placement_type": ("f) U6", "p) K2"),
    "placement_provider": ("b) PR1",),
    "placement_location": ("a) In", "b) Out"),
    "eligibility": ("b) Former relevant child",),
    "in_touch": ("a) Yes",),
    "accommodation": ("U",),
    "suitability": ("a) Suitable",),
    "activity": ("F2",),
    "adoption_reversal": ("RD1",),
    "adopter_left": ("1",),
}
_FIRST = date(2014, 11, 10)
_ENDS = ("end", "ceased", "authorised", "reversed", "left", "order")


def write_workbook(path: Path, rows: int) -> int:
    """A workbook of about this many rows over all lists; returns how many."""
    written = 0
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for layout in load_layout():
            sheet = book.add_worksheet(f"List {layout.number}")
            for column in layout.columns:
                sheet.write_string(0, column.place, column.header)
            for row in range(round(rows * SHARES[layout.number])):
                for column in layout.columns:
                    _write(sheet, day, row + 1, column, layout.number)
                written += 1
    return written


def _write(sheet, day, row: int, column, number: int) -> None:
    place, kind, name = column.place, column.kind, column.name
    if name in ("child_id", "adopter_id"):
        sheet.write_string(row, place, f"{number * 1_000_000 + row:08d}")
    elif name == "birth_date":
        sheet.write_datetime(row, place, date(2000, 1, 1) + timedelta(days=row % 5_000), day)
    elif name in _ENDS or kind in ("cla_ceased_reason", "closure_reason"):
        if row % 3 == 0 and kind == "date":
            sheet.write_datetime(row, place, date(2015, 4, 30), day)
    elif kind == "date":
        sheet.write_datetime(row, place, _FIRST + timedelta(days=row % 160), day)
    elif kind in _LABELS:
        sheet.write_string(row, place, _LABELS[kind][row % len(_LABELS[kind])])
    elif kind == "int" or name == "age":
        sheet.write_number(row, place, row % 7)
    elif name == "worker":
        sheet.write_string(row, place, f"Worker {row % 200}")
    else:
        sheet.write_string(row, place, f"{name} {row % 20}")


def measure(workbook: Path, home: Path) -> None:
    """Land one workbook in this process and print seconds, rows and peak memory."""
    from pipelines.landing.land import land_drop

    drop = home / "raw" / LA / MONTH
    drop.mkdir(parents=True)
    (drop / workbook.name).write_bytes(workbook.read_bytes())
    (drop / "drop.yaml").write_text("extracted_at: 2015-05-05\nsynthetic: true\n")
    began = time.perf_counter()
    landed = land_drop(home / "raw", home / "warehouse", LA, MONTH)
    seconds = time.perf_counter() - began
    loaded = sum(entry.rows_loaded for entry in landed.manifest.tables.values())
    rejected = sum(entry.rows_rejected for entry in landed.manifest.tables.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.3f} {loaded} {rejected} {peak}")


def run(sizes: Sequence[int] = SIZES) -> list[dict[str, float]]:
    """Every size in its own process: rows, seconds of the step and the process, peak MB."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            workbook = Path(home) / "Annex_A_2015_Apr.xlsx"
            rows = write_workbook(workbook, size)
            began = time.perf_counter()
            said = subprocess.run(
                [sys.executable, "-m", "benchmarks.annex_a", "--one", str(workbook), home],
                check=True,
                capture_output=True,
                text=True,
                env=dict(os.environ),
            ).stdout.split()
            whole = time.perf_counter() - began
        step, loaded, rejected, peak = (float(text) for text in said)
        found.append(
            {
                "rows": rows,
                "step_seconds": step,
                "process_seconds": round(whole, 2),
                "records": loaded,
                "rejected": rejected,
                "peak_mb": peak,
            }
        )
    return found


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["--one"]:
        measure(Path(arguments[1]), Path(arguments[2]))
        return 0
    sizes = [int(text) for text in arguments] or list(SIZES)
    print("rows, landed in s, whole process in s, records, rejected, peak MB, microseconds a row")
    for one in run(sizes):
        per_row = one["step_seconds"] / one["rows"] * 1e6
        print(
            f"{one['rows']:,}, {one['step_seconds']:.2f}, {one['process_seconds']:.2f},"
            f" {one['records']:,.0f}, {one['rejected']:,.0f}, {one['peak_mb']:.0f}, {per_row:.0f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
