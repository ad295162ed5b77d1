"""What is recorded late, corrected, withdrawn or merged between drops, and what that moves.

Belongs here: the whole list, and the figures that mature without a late entry. Everything else
is recorded by the day it happens, so no other figure of April may move from one drop to the
next. Does not belong here: which records an entry picks (late_entry_rules), how an extract shows
it (timeline), how a restatement is computed (the pipeline).

Each entry picks its records by a rule, lays control keys on them, and names the figures that
must differ between the first publication and later ones, with the cause.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.demo.late_entry_rules import (
    assessment_entered_in_june,
    conference_held_late,
    decisions_dated_in_may,
    enquiry_withdrawn,
    persons_merged,
    plan_recorded_in_may,
)
from pipelines.demo.profile import Tables
from pipelines.demo.working_days import WorkingDays

Cause = Literal["changed", "added", "withdrawn", "merged", "matured"]
Figure = tuple[str, str, str]

MARCH, APRIL, MAY = "2015-03", "2015-04", "2015-05"
FLOW = ("IM", "YTD", "R12")


@dataclass(frozen=True)
class LateEntry:
    """One kind of late entry.

    Attributes:
        name: Short name.
        cause: As a restatement would call it.
        recorded_on: The day the system first shows it; the drop after shows it.
        story: What happened, in plain words.
        figures: KPI, basis and period end month of every figure that must move.
        apply: Lays the entry over the tables; returns the ids of the records touched.
    """

    name: str
    cause: Cause
    recorded_on: date
    story: str
    figures: tuple[Figure, ...]
    apply: Callable[[Tables, WorkingDays, date], list[str]]


def figures_of(kpi: str, bases: tuple[str, ...] = FLOW, *periods: str) -> tuple[Figure, ...]:
    """One KPI on several bases at the given period ends (April if none)."""
    return tuple((kpi, basis, period) for period in periods or (APRIL,) for basis in bases)


def apply_late_entries(tables: Tables, days: WorkingDays, is_strict: bool) -> dict[str, list[str]]:
    """Lays every entry over the tables.

    Args:
        tables: Rows of all time; changed in place.
        days: Working days.
        is_strict: Raise if an entry finds no record (the demonstration), else leave it out.

    Returns:
        Ids of the records each entry touched, by entry name.

    Raises:
        ValueError: if ``is_strict`` and an entry finds no record to change.
    """
    touched = {}
    for entry in LATE_ENTRIES:
        touched[entry.name] = entry.apply(tables, days, entry.recorded_on)
        if is_strict and not touched[entry.name]:
            raise ValueError(f"late entries: no record fits `{entry.name}`")
    return touched


LATE_ENTRIES: tuple[LateEntry, ...] = (
    LateEntry(
        "decisions dated late",
        "changed",
        date(2015, 5, 14),
        "Three April referrals had a decision but no date; the dates are entered in May.",
        figures_of("referral_decision_1wd_pct"),
        decisions_dated_in_may,
    ),
    LateEntry(
        "plan recorded late",
        "added",
        date(2015, 5, 12),
        "A conference of 28 April and the plan it made are entered in May.",
        figures_of("cpp_rate_per_10k", ("SNAP",))
        + figures_of("cpp_started_rate_per_10k")
        + figures_of("icpc_rate_per_10k")
        + figures_of("icpc_15wd_pct")
        + figures_of("icpc_to_cpp_pct")
        + figures_of("s47_to_icpc_pct")
        + figures_of("s47_no_icpc_required_pct")
        + figures_of("cp_allocated_sw_pct", ("SNAP",))
        + figures_of("cp_conference_participation_pct", ("IM", "YTD"))
        + figures_of("cpp_category_pct", ("SNAP", *FLOW))
        + figures_of("cpp_duration_band_pct", ("SNAP",))
        + figures_of("cpp_open_2y_pct", ("SNAP",))
        + figures_of("cpp_second_subsequent_pct")
        + figures_of("cpp_second_within_24m_pct")
        + figures_of("data_completeness_pct", ("SNAP",)),
        plan_recorded_in_may,
    ),
    LateEntry(
        "enquiry withdrawn",
        "withdrawn",
        date(2015, 5, 20),
        "A section 47 enquiry of April was entered on the wrong record and is taken out.",
        figures_of("s47_started")
        + figures_of("s47_rate_per_10k", ("YTD", "R12"))
        + figures_of("s47_to_icpc_pct")
        + figures_of("s47_no_icpc_required_pct"),
        enquiry_withdrawn,
    ),
    LateEntry(
        "persons merged",
        "merged",
        date(2015, 5, 18),
        "A child referred in April under a new record is the one referred last autumn.",
        figures_of("re_referral_12m_pct") + figures_of("data_completeness_pct", ("SNAP",)),
        persons_merged,
    ),
    LateEntry(
        "conference held late",
        "matured",
        date(2015, 5, 21),
        "An enquiry of early April had no outcome in time; its conference is held in May.",
        figures_of("s47_to_icpc_pct"),
        conference_held_late,
    ),
    LateEntry(
        "assessment entered late",
        "changed",
        date(2015, 6, 10),
        "An assessment authorised on 28 April is closed in the system only in June.",
        figures_of("assessment_45wd_pct")
        + figures_of("assessment_45wd_pct", ("YTD", "R12"), MAY)
        + figures_of("assessments_completed")
        + figures_of("assessments_completed", ("YTD", "R12"), MAY)
        + figures_of("assessment_duration_median_wd")
        + figures_of("assessment_duration_median_wd", ("YTD", "R12"), MAY)
        + figures_of("assessment_duration_band_pct")
        + figures_of("assessment_duration_band_pct", ("YTD", "R12"), MAY)
        + figures_of("assessment_child_seen_pct")
        + figures_of("assessment_child_seen_pct", ("YTD", "R12"), MAY)
        + figures_of("assessment_nfa_pct")
        + figures_of("assessment_nfa_pct", ("YTD", "R12"), MAY)
        + figures_of("assessment_factor_rate_per_10k", ("YTD", "R12"), APRIL, MAY),
        assessment_entered_in_june,
    ),
)

# Figures that rise without a late entry: an assessment ends its episode once the case is closed,
# which is days after its authorisation.
MATURING: tuple[Figure, ...] = figures_of("assessment_nfa_pct", FLOW, MARCH, APRIL, MAY)
