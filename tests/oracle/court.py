"""Pre-proceedings, care applications and family group decision-making.

Belongs here: figures from the legal gateway and the court tracker. Does not belong here: legal
statuses and time in care.

Readings: an application of several children is issued with the first and concluded with the last
of them, who stands for it. Pre-proceedings end by stepping down or going to court,
whichever came first.
"""

from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER
from tests.oracle.figures import Measure, Part
from tests.oracle.makers import STOCK, TEAMS, YEARS, Maker
from tests.oracle.records import Drop, Record

BEFORE_COURT = timedelta(days=112)
IN_COURT = timedelta(days=182)


def _ended(row: Record) -> date:
    return min(
        row["agree_stepdown_issue_date"] or FOREVER, row["court_application_date"] or FOREVER
    )


def _cases(drop: Drop) -> list[Record]:
    """Pre-proceedings decided on, none ended before they began."""
    return [
        row
        for row in drop["pre_proceedings"]
        if row["pre_pro_decision_date"] and _ended(row) >= row["pre_pro_decision_date"]
    ]


def _in_force(drop: Drop, end: date) -> list[Record]:
    """One case per child: the earliest decided."""
    held: dict[str, Record] = {}
    for row in sorted(
        _cases(drop), key=lambda row: (row["pre_pro_decision_date"], row["table_id"])
    ):
        if row["pre_pro_decision_date"] <= end < _ended(row):
            held.setdefault(row["person"], row)
    return list(held.values())


def before_court(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: children with a start and neither end decision nor court application by period end."""
    return [
        Part(end, 1, None, leads.at_start(row["person"], end), is_stock=True)
        for end in ends
        for row in _in_force(drop, end)
    ]


def families_before_court(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: families beside."""
    parts = []
    for end in ends:
        seen = set()
        for row in sorted(_in_force(drop, end), key=lambda row: row["table_id"]):
            family = row["plo_family_id"] or row["person"]
            if family not in seen:
                seen.add(family)
                parts.append(Part(end, 1, None, leads.at_start(row["person"], end), True))
    return parts


def gateway(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: starts; start = decision to begin at legal gateway."""
    return [
        Part(day, 1, None, leads.at_start(row["person"], day))
        for row in _cases(drop)
        for day in [row["pre_pro_decision_date"]]
    ]


def durations(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: pre-proceedings ended in the period; end - start <= 112 days."""
    return [
        Part(
            day,
            int(day <= row["pre_pro_decision_date"] + BEFORE_COURT),
            1,
            leads.at_event(row["person"], day),
        )
        for row in _cases(drop)
        for day in [_ended(row)]
        if day != FOREVER
    ]


def past_limit(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: list open cases past 112 days."""
    return [
        Part(end, 1, None, leads.at_start(row["person"], end), is_stock=True)
        for end in ends
        for row in _in_force(drop, end)
        if end > row["pre_pro_decision_date"] + BEFORE_COURT
    ]


def _children(drop: Drop) -> list[Record]:
    """Each child of an application once."""
    kept: dict[tuple[str, str], Record] = {}
    for row in sorted(drop["care_applications"], key=lambda row: row["care_application_id"]):
        kept.setdefault((_number(row), row["person"]), row)
    return list(kept.values())


def _number(row: Record) -> str:
    return row["application_id"] or row["care_application_id"]


def _applications(drop: Drop) -> list[tuple[Record, date, date]]:
    """The record that stands for each application, when it was issued and when concluded."""
    grouped: dict[str, list[Record]] = {}
    for row in _children(drop):
        grouped.setdefault(_number(row), []).append(row)
    for rows in grouped.values():
        rows.sort(key=lambda row: row["concluded_date"] or FOREVER, reverse=True)
    return [
        (
            rows[0],
            min(row["issued_date"] for row in rows),
            max(row["concluded_date"] or FOREVER for row in rows),
        )
        for rows in grouped.values()
    ]


def children_applied_for(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: children in s31 applications issued; A-START."""
    return [
        Part(row["issued_date"], 1, None, leads.at_start(row["person"], row["issued_date"]))
        for row in _children(drop)
    ]


def applied(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: applications beside."""
    return [
        Part(issued, 1, None, leads.at_start(row["person"], issued))
        for row, issued, _ in _applications(drop)
    ]


def _weeks(issued: date, concluded: date) -> Decimal:
    """Weeks to four places, as amounts are kept."""
    return (Decimal((concluded - issued).days) / 7).quantize(Decimal("0.0001"))


def weeks(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: (final order - issue)/7 for applications concluded."""
    return [
        Part(over, _weeks(issued, over), 1, leads.at_event(row["person"], over))
        for row, issued, over in _applications(drop)
        if over != FOREVER
    ]


def within_limit(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: share: <= 182 days."""
    return [
        Part(over, int(over <= issued + IN_COURT), 1, leads.at_event(row["person"], over))
        for row, issued, over in _applications(drop)
        if over != FOREVER
    ]


def children_concluded(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: children beside."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in _children(drop)
        for day in [row["concluded_date"]]
        if day
    ]


def running_long(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: list open cases past 26 weeks."""
    return [
        Part(end, 1, None, leads.at_start(row["person"], end), is_stock=True)
        for end in ends
        for row, issued, over in _applications(drop)
        if issued + IN_COURT < end < over
    ]


def _meetings(drop: Drop, leads: Leads, column: str, is_before_letter: bool) -> list[Part]:
    parts = []
    for row in _children(drop):
        if row["is_fgdm_not_in_interest"] is not True:
            issued, met = row["issued_date"], row[column]
            letter = row["letter_before_proceedings_date"]
            limit = min(issued, letter) if is_before_letter and letter else issued
            passes = int(met is not None and met <= limit)
            parts.append(Part(issued, passes, 1, leads.at_event(row["person"], issued)))
    return parts


def offered(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: offer dated on or before the letter before proceedings and the application."""
    return _meetings(drop, leads, "fgdm_offered_date", is_before_letter=True)


def met(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: second figure: meeting held."""
    return _meetings(drop, leads, "fgdm_held_date", is_before_letter=False)


def not_in_interest(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: not in the child's best interests, counted beside."""
    return [
        Part(day, 1, None, leads.at_event(row["person"], day))
        for row in _children(drop)
        for day in [row["issued_date"]]
        if row["is_fgdm_not_in_interest"] is True
    ]


LIMIT = (("pre_proceedings", 4),)
MEASURES: dict[Measure, Maker] = {
    Measure("prepro_open", STOCK): before_court,
    Measure("prepro_open", STOCK, "families"): families_before_court,
    Measure("prepro_open", ("YTD",), "starts"): gateway,
    Measure("prepro_duration_pct", YEARS, history=LIMIT): durations,
    Measure("prepro_duration_pct", STOCK, "open_past_limit", history=LIMIT): past_limit,
    Measure("care_applications_rate_per_10k", YEARS, levels=TEAMS): children_applied_for,
    Measure("care_applications_rate_per_10k", YEARS, "applications"): applied,
    Measure("care_proceedings_weeks", YEARS): weeks,
    Measure("care_proceedings_weeks", YEARS, "median", is_median=True): weeks,
    Measure("care_proceedings_weeks", YEARS, "within_26"): within_limit,
    Measure("care_proceedings_weeks", YEARS, "children"): children_concluded,
    Measure("care_proceedings_weeks", STOCK, "open_past_26"): running_long,
    Measure("fgdm_offered_pct", YEARS): offered,
    Measure("fgdm_offered_pct", YEARS, "held"): met,
    Measure("fgdm_offered_pct", YEARS, "not_in_interest"): not_in_interest,
}
