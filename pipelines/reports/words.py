"""Plain words for the codes that marts hold: status, basis, target colour, signal, period.

Belongs here: text that every output must say the same way. Does not belong here: layout, and any
number formatting (figures are rounded once, in SQL, and arrive as ``value_display``).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from functools import cache

SYNTHETIC = "SYNTHETIC DATA - not about real children"
DRAFT = "DRAFT - not yet released"

DOMAINS = {
    "early_help": "Early help",
    "contacts_referrals": "Contacts and referrals",
    "assessments": "Assessments",
    "section_47_icpc": "Section 47 and conferences",
    "child_protection": "Child protection",
    "children_in_need": "Children in need",
    "court": "Pre-proceedings and court",
    "looked_after": "Children looked after",
    "permanence": "Permanence",
    "care_leavers": "Care leavers",
    "education": "Education",
    "placements_fostering": "Placements and fostering",
    "workforce": "Workforce",
    "quality_assurance": "Quality assurance",
    "improvement": "Improvement plan",
}

BASES = {
    "IM": "In month",
    "YTD": "Year to date",
    "R3": "3 months",
    "R12": "12 months",
    "R36": "3 years",
    "AY": "School year",
    "SNAP": "On the day",
}
BASIS_ORDER = ("R12", "SNAP", "IM", "R3", "YTD", "R36", "AY")

STATUS = {
    "ok": "",
    "imported": "Old series, not recomputed",
    "suppressed": "Hidden: small number",
    "not_available": "No data: table not sent",
    "insufficient_history": "Not enough history yet",
    "no_denominator": "Nothing to measure",
    "no_population": "Count only, no rate",
    "small_denominator": "Fewer than 10",
}
STATUS_REASON = {
    "ok": "",
    "imported": "Taken over from an older series; it cannot be recomputed from case records.",
    "suppressed": "Not shown, because so small a number could identify a family.",
    "not_available": "The records this measure needs have not been sent. This is not zero.",
    "insufficient_history": "The records sent do not reach back far enough for this period.",
    "no_denominator": "No case fell due or qualified in this period, so there is nothing to share.",
    "no_population": "A team or service has no child population, so only the count is given.",
    "small_denominator": "Fewer than 10 cases: a count, with no percentage, colour or rank.",
}

# One symbol of its own shape per colour, so that a greyscale print still tells them apart.
RAG = {"green": "✔ Green", "amber": "◆ Amber", "red": "✖ Red"}
RAG_MEANING = "✔ Green: meets the target.  ◆ Amber: within tolerance.  ✖ Red: outside tolerance."

SIGNALS = {
    "improvement": "▲ Improving",
    "concern": "▼ Worsening",
    "neutral_high": "↑ Unusually high",
    "neutral_low": "↓ Unusually low",
    "common_cause": "No clear change",
}

POLARITY = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "contextual": "For information",
}

UNITS = {
    "percent": "per cent",
    "per_10000": "per 10,000 children",
    "days": "days",
    "count": "number",
    "GBP": "pounds",
}


def banner(is_synthetic: bool, is_draft: bool) -> str:
    """The marks every page must carry: synthetic, and draft until released."""
    marks = [SYNTHETIC] if is_synthetic else []
    if is_draft:
        marks.append(DRAFT)
    return "   |   ".join(marks)


def status_words(status: str | None) -> str:
    """The short words for a status; an unknown one is printed as it is, never swallowed."""
    if status is None:
        return "No figure"
    return STATUS.get(status, status.replace("_", " ").capitalize())


def short_status(status: str | None) -> str:
    """One or two words for a narrow column."""
    return {
        "not_available": "not sent",
        "insufficient_history": "no history",
        "no_denominator": "none due",
        "no_population": "count only",
        "suppressed": "hidden",
    }.get(status or "", status_words(status).lower())


def domain_words(domain: str) -> str:
    """The heading under which a domain's measures stand."""
    return DOMAINS.get(domain, domain.replace("_", " ").capitalize())


def domain_position(domain: str) -> int:
    """Where a domain stands: in the order a child meets the service, unknown ones last."""
    return list(DOMAINS).index(domain) if domain in DOMAINS else len(DOMAINS)


def basis_position(basis: str) -> int:
    """Order in which one measure's bases are listed."""
    return BASIS_ORDER.index(basis) if basis in BASIS_ORDER else len(BASIS_ORDER)


def signal_words(signal: str | None) -> str:
    """What the monthly chart says in words; empty where no chart is kept for the basis."""
    if not signal:
        return ""
    return SIGNALS.get(signal, signal.replace("_", " ").capitalize())


def rag_words(
    rag: str | None,
    *,
    target: object,
    polarity: str | None,
    status: str | None,
    is_information: bool = False,
) -> str:
    """The colour with its symbol, or why there is none (rule: none on fewer than 10 cases)."""
    if rag and rag.lower() in RAG:
        return RAG[rag.lower()]
    if status == "small_denominator":
        return "Fewer than 10"
    if polarity == "contextual" or is_information:
        return "For information"
    if target is None:
        return "No target"
    return "No figure" if status not in ("ok", "imported") else "Not judged"


def day(value: date | datetime | None) -> str:
    """A date as people say it, '30 April 2015'."""
    return f"{value.day} {value:%B %Y}" if value else "not recorded"


def moment(value: datetime | date | None) -> str:
    """A time stamp as people say it, '5 May 2015 09:30'."""
    if isinstance(value, datetime):
        return f"{day(value)} {value:%H:%M}"
    return day(value)


@cache
def period_words(basis: str, period_end: date | None) -> str:
    """The period of a figure in a few words, always with its own end."""
    if period_end is None:
        return ""
    short = f"{period_end:%b %Y}"
    if basis == "IM":
        return f"{short}"
    if basis == "SNAP":
        return f"{period_end.day} {short}"
    if basis == "YTD":
        return f"Apr - {short}" if period_end.month != 4 else f"{short} (year to date)"
    months = {"R3": "3 months", "R12": "12 months", "R36": "3 years", "AY": "School year"}
    return f"{months.get(basis, basis)} to {short}"


def counted(number: int, one: str, many: str) -> str:
    """'1 family', '4 families': a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def month_name(month: str) -> str:
    """'2015-04' as 'April 2015'."""
    year, number = (int(part) for part in month.split("-"))
    return f"{date(year, number, 1):%B %Y}"


def month_end(month: str) -> date:
    """The last day of '2015-04'."""
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def lag_words(months: int | None) -> str:
    """How far a comparator's period lies behind ours."""
    if months is None:
        return ""
    if months == 0:
        return "same period"
    return f"{counted(abs(months), 'month', 'months')} {'behind' if months > 0 else 'ahead'}"
