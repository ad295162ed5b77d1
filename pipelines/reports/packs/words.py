"""What the pack's lists say in words, once for its page and its sheets.

Belongs here: sentences and short texts from rows. Does not belong here: queries (lists), layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipelines.reports.cells import plain
from pipelines.reports.marts import Record
from pipelines.reports.words import counted

NOT_PUBLISHED = "This publication has no such list: publish the month again to get it."
HORIZONS = ("overdue", "5 working days", "10 working days", "20 working days")
HORIZON_WORDS = {
    "overdue": "✖ Overdue",
    "5 working days": "Due in 5 working days",
    "10 working days": "Due in 10",
    "20 working days": "Due in 20",
}
CHANCE = {
    "no different": "No different: chance alone explains it",
    "better": "▲ Better than chance explains",
    "worse": "▼ Worse than chance explains",
    "higher": "↑ Higher than chance explains",
    "lower": "↓ Lower than chance explains",
}
CASES = {
    "looked_after": "looked after",
    "child_protection": "on a plan",
    "child_in_need": "in need",
    "other": "other",
}


def ahead_words(row: Record | None) -> str:
    """'12 (5 children, 4 families)', so that twelve late visits are not read as twelve families."""
    if row is None or not row["actions_count"]:
        return "0"
    who = counted(row["children_count"], "child", "children")
    known = counted(row["families_count"], "family", "families")
    return f"{row['actions_count']} ({who}, {known})"


def chance_words(significance: str | None) -> str:
    """What the funnel says; 'Too few to say' where there are no limits."""
    if not significance:
        return "Too few to say"
    return CHANCE.get(significance, significance)


def unheld_words(row: Record) -> str:
    """How long a child has been, or was, without a worker."""
    year = counted(row["days_without_worker_12m"], "day", "days")
    if row["is_unallocated"]:
        since = counted(row["days_unallocated"], "day", "days")
        return f"✖ No worker for {since}; {year} in the year"
    return f"Has one now; {year} without in the year"


def handed_words(row: Record) -> str:
    """Who held a late assessment in time and who did not; never more than the dates say."""
    if row["is_late_at_handover"]:
        return "Already late when taken over"
    if row["authorised_date"] is None:
        return "✖ Open and late" if row["is_last_holding"] else "Handed on before it was late"
    return "✖ Completed late" if row["is_completing_worker"] else "Handed on in between"


def threshold_words(row: Record) -> str:
    """Whether a caseload is over the worker's threshold, and why it cannot be said otherwise."""
    if row.get("is_over_threshold") is None:
        return "No threshold"
    return "✖ Over" if row["is_over_threshold"] else "Within"


def moved_words(row: Record, which: str) -> str:
    """'9 of 12', as first published or now: counts, because the case records are the reason."""
    above, below = row[f"{which}_numerator"], row[f"{which}_denominator"]
    if above is None:
        return "no figure"
    return plain(above) if below is None else f"{plain(above)} of {plain(below)}"


def newly_overdue(actions: Sequence[Record], month_before: date) -> list[Record]:
    """What is overdue now and was not at the end of the month before (due that day = in time)."""
    return [
        one
        for one in actions
        if one["is_overdue"] and one["due_date"] is not None and one["due_date"] >= month_before
    ]
