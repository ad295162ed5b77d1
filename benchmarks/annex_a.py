"""How fast an Annex A workbook is read, checked and landed, and what it costs in memory.

Run: python -m benchmarks.annex_a [rows ...]. Each size is measured in a process of its own, whole
and for the step alone. The budget is 3 seconds for 29,500 rows.
"""

from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from benchmarks.landing_returns import main
from pipelines.sources.annex_a.layout import load_layout

NAME = "Annex_A_2015_Apr.xlsx"
SIZES = (29_500, 59_000, 118_000)
# how a middling authority's rows split over the eleven lists
SHARES = {1: 0.33, 2: 0.1, 3: 0.1, 4: 0.14, 5: 0.06, 6: 0.14, 7: 0.03, 8: 0.04, 9: 0.03, 10: 0.01}
SHARES |= {11: 0.02}
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


if __name__ == "__main__":
    raise SystemExit(
        main("benchmarks.annex_a", NAME, write_workbook, SIZES, ("2015-04", "2015-05-05"))
    )
