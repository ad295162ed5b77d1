"""The synthetic council's canonical tables of a month as an Annex A workbook.

Belongs here: which records a genuine workbook of that month would hold, one list after the other,
and its spelling. Does not belong here: reading one (``pipelines.sources.annex_a``), the lists of
children in care and leaving care (``export_annex_a_care``).

Teams and workers are written by their ids, where a council writes names, so that figures of teams
and workers can be compared with those of other doors.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.demo.annex_a_council import Council, Record, label, yes_no
from pipelines.demo.export_annex_a_care import adopters, adoption, care_leavers, children_in_care
from pipelines.demo.export_rows import month_end
from pipelines.demo.formats import Export
from pipelines.demo.profile import Tables
from pipelines.demo.write import NOTE
from pipelines.sources.annex_a.layout import ListLayout, load_layout

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def export(tables: Tables, last_day: date, folder: Path) -> list[Path]:
    """Write ``Annex_A_<year>_<month>.xlsx`` into ``folder``.

    Args:
        tables: canonical tables as an extract shows them.
        last_day: the last day of the reporting month; lists look six or twelve months back.
        folder: the folder of the drop.

    A list whose table the council does not hold is left out: an empty list says there were none.
    """
    council = Council(tables, last_day)
    file = folder / f"Annex_A_{last_day.year}_{_MONTHS[last_day.month - 1]}.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": "Annex A", "comments": NOTE})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for layout in load_layout():
            table, rows_of = _LISTS[layout.number]
            if table in tables:
                sheet = book.add_worksheet(f"List {layout.number}")
                _write(sheet, day, layout, rows_of(council))
        book.add_worksheet("Notice").write_string(0, 0, NOTE)
    return [file]


def write_annex_a(given: Export) -> list[Path]:
    """The workbook of a synthetic drop."""
    return export(given.tables, month_end(given.month), given.folder)


def _write(sheet: Worksheet, day: Format, layout: ListLayout, rows: Iterable[Record]) -> None:
    """One list, headers as Ofsted writes them."""
    for column in layout.columns:
        sheet.write_string(0, column.place, column.header)
    for number, row in enumerate(rows, start=1):
        for column in layout.columns:
            value = row.get(column.name)
            if value is None:
                continue
            if isinstance(value, date):
                moment = datetime.combine(value, time())
                sheet.write_datetime(number, column.place, moment, day)
            elif isinstance(value, int):
                sheet.write_number(number, column.place, value)
            else:
                sheet.write_string(number, column.place, str(value))


def contacts(council: Council) -> Iterable[Record]:
    """List 1: contacts of the window."""
    for row in council.rows("contacts"):
        if council.is_recent(row["contact_date"]):
            yield council.child(row) | {
                "contact_date": row["contact_date"],
                "contact_source": label("referral_source", row["contact_source_code"]),
            }


def early_help(council: Council) -> Iterable[Record]:
    """List 2: early help assessments started in the window."""
    for row in council.rows("early_help_episodes"):
        if council.is_recent(row["episode_start_date"]):
            yield council.child(row) | {
                "start": row["episode_start_date"],
                "end": row["episode_end_date"],
                "organisation": row["episode_organisation"] or "Not Recorded",
            }


def referrals(council: Council) -> Iterable[Record]:
    """List 3: referrals of the window."""
    days = council.days_by_child("cin_episodes", "referral_date")
    for row in council.rows("cin_episodes"):
        if council.is_recent(row["referral_date"]):
            yield council.child(row) | {
                "referral_date": row["referral_date"],
                "referral_source": label("referral_source", row["referral_source_code"]),
                "nfa": yes_no(bool(row["referral_nfa"])),
                "referrals_12m": council.earlier_in_year(days, row, row["referral_date"]),
                "team": row["referral_team"],
                "worker": row["referral_worker_id"],
            }


def assessments(council: Council) -> Iterable[Record]:
    """List 4: assessments open at any time in the window."""
    for row in council.rows("cin_assessments"):
        if council.is_current(row["assessment_auth_date"]):
            nfa = row["assessment_outcome_nfa"]
            yield council.child(row) | {
                "start": row["assessment_start_date"],
                "child_seen": yes_no(row["assessment_child_seen"]),
                "authorised": row["assessment_auth_date"],
                "support": None if nfa is None else yes_no(not nfa),
                "team": row["assessment_team"],
                "worker": row["assessment_worker_id"],
            }


def enquiries(council: Council) -> Iterable[Record]:
    """List 5: section 47 enquiries of the window, each with the conference it led to."""
    held = {
        row["s47_enquiry_id"]: row
        for row in council.rows("initial_cp_conference")
        if row["s47_enquiry_id"]
    }
    starts = council.days_by_child("s47_enquiry", "s47_start_date")
    conferences = council.days_by_child("initial_cp_conference", "icpc_date")
    for row in council.rows("s47_enquiry"):
        begun = row["s47_start_date"]
        if not council.is_recent(begun):
            continue
        conference = held.get(row["s47_enquiry_id"], {})
        yield council.child(row) | {
            "start": begun,
            "unnecessary": yes_no(bool(row["s47_nfa"])) if row["s47_end_date"] else None,
            "conference": conference.get("icpc_date"),
            "plan": yes_no(conference.get("icpc_outcome_cp_flag")),
            "s47_12m": council.earlier_in_year(starts, row, begun),
            "icpc_12m": council.earlier_in_year(conferences, row, begun),
            "team": row["s47_completed_by_team"],
            "worker": row["s47_completed_by_worker_id"],
        }


def children_in_need(council: Council) -> Iterable[Record]:
    """List 6: each child's latest episode of need, open or ended in the window."""
    seen = council.latest_days("cin_visits", "cin_visit_date")
    need = [row for row in council.rows("cin_episodes") if not row["referral_nfa"]]
    for row in council.latest_of_child(need, "referral_date", "close_date"):
        person = row["source_person_id"]
        yield (
            council.child(row)
            | council.holder(person)
            | {
                "start": row["referral_date"],
                "need": row["cin_primary_need_code"],
                "seen": seen.get(person),
                "end": row["close_date"],
                "reason": row["close_reason"],
                "status": council.case_status(person, row["close_date"]),
            }
        )


def child_protection(council: Council) -> Iterable[Record]:
    """List 7: each child's latest plan, open or ended in the window; not other councils' plans."""
    own = [row for row in council.rows("cp_plans") if not row["cp_plan_ola"]]
    reviews = council.latest_days("cp_reviews", "cp_review_date")
    visits = council.latest_of("cp_visits", "cp_visit_date")
    days = council.days_by_child("cp_plans", "cp_plan_start_date")
    for row in council.latest_of_child(own, "cp_plan_start_date", "cp_plan_end_date"):
        person, begun = row["source_person_id"], row["cp_plan_start_date"]
        visit = visits.get(person, {})
        yield (
            council.child(row)
            | council.holder(person)
            | {
                "start": begun,
                "initial": label("abuse_category", row["cp_plan_initial_category"]),
                "latest": label("abuse_category", row["cp_plan_latest_category"]),
                "visit": visit.get("cp_visit_date"),
                "seen_alone": yes_no(visit.get("cp_visit_seen_alone")),
                "review": reviews.get(person),
                "end": row["cp_plan_end_date"],
                "emergency": "b) No",
                "previous": sum(day < begun for day in days[person]),
            }
        )


# the table each list is made of, and its rows
_LISTS: Mapping[int, tuple[str, Callable[[Council], Iterable[Record]]]] = {
    1: ("contacts", contacts),
    2: ("early_help_episodes", early_help),
    3: ("cin_episodes", referrals),
    4: ("cin_assessments", assessments),
    5: ("s47_enquiry", enquiries),
    6: ("cin_episodes", children_in_need),
    7: ("cp_plans", child_protection),
    8: ("cla_episodes", children_in_care),
    9: ("care_leavers", care_leavers),
    10: ("permanence", adoption),
    11: ("adopters", adopters),
}
