"""A small made-up publication with the columns of the marts; every figure is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

LA = "999"
MONTH = date(2015, 4, 30)


@dataclass(frozen=True)
class Kpi:
    kpi_id: str
    name: str
    domain: str
    unit: str = "percent"
    measure: str = "percentage"
    polarity: str = "higher"
    bases: tuple[str, ...] = ("IM", "YTD", "R12")
    headline: str = "R12"
    target: str | None = None
    typical: float = 0.9
    volume: int = 60
    status: str | None = None


KPIS = [
    Kpi("contact_decision_1wd_pct", "Contacts decided within 1 working day", "contacts_referrals",
        headline="IM", target="100", typical=0.99, volume=600),
    Kpi("referral_decision_1wd_pct", "Referral decisions within 1 working day",
        "contacts_referrals", headline="IM", target="100", typical=0.8, volume=190),
    Kpi("re_referral_12m_pct", "Referrals within 12 months of a previous referral",
        "contacts_referrals", polarity="lower", target="20", typical=0.196, volume=190),
    Kpi("referral_rate_per_10k", "Referral rate per 10,000", "contacts_referrals", "per_10000",
        "rate", "contextual", volume=190),
    Kpi("assessment_45wd_pct", "Single assessments completed within 45 working days",
        "assessments", target="90", typical=0.82, volume=165),
    Kpi("assessment_duration_median_wd", "Median assessment duration (working days)",
        "assessments", "days", "median", "lower", volume=165),
    Kpi("s47_rate_per_10k", "Section 47 enquiries per 10,000", "section_47_icpc", "per_10000",
        "rate", "contextual", volume=80),
    Kpi("icpc_15wd_pct", "Conferences within 15 working days of the enquiry's start",
        "section_47_icpc", target="85", typical=0.81, volume=4),
    Kpi("cpp_review_timely_pct", "Child protection plans reviewed within timescales",
        "child_protection", bases=("SNAP",), headline="SNAP", target="98", typical=0.98,
        volume=150),
    Kpi("cpp_rate_per_10k", "Children with a child protection plan per 10,000",
        "child_protection", "per_10000", "rate", "contextual", ("SNAP",), "SNAP", volume=205),
    Kpi("cp_visit_timely_pct", "Child protection visits in timescale", "child_protection",
        bases=("SNAP",), headline="SNAP", target="95", typical=0.91, volume=205,
        status="not_available"),
    Kpi("cla_rate_per_10k", "Children looked after per 10,000", "looked_after", "per_10000",
        "rate", "contextual", ("SNAP",), "SNAP", volume=207),
    Kpi("cla_long_term_stability_pct", "Long-term placement stability", "looked_after",
        bases=("SNAP",), headline="SNAP", target="68", typical=0.72, volume=60),
    Kpi("cla_short_term_pct", "Three or more placements in the year", "looked_after",
        bases=("SNAP",), headline="SNAP", polarity="lower", target="10", typical=0.12,
        volume=207, status="insufficient_history"),
    Kpi("perm_staff_pct", "Social work posts held by permanent staff", "workforce",
        bases=("SNAP",), headline="SNAP", target="75", typical=0.54, volume=100),
    Kpi("threshold_sound_pct", "Threshold decisions judged sound at audit", "quality_assurance",
        target="90", typical=0.86, volume=1),
]  # fmt: skip

SERVICES = {"SV1": "Referral and Assessment", "SV2": "Safeguarding and Care"}
TEAMS = {
    "T1": ("Duty", "SV1"),
    "T2": ("Assessment and Child in Need", "SV1"),
    "T3": ("Protection and Care", "SV2"),
    "T4": ("=Looked After Children and Permanence", "SV2"),
}


def month_ends(count: int) -> list[date]:
    """The last ``count`` month ends up to the fixture's month, oldest first."""
    ends = []
    current = MONTH
    for _ in range(count):
        ends.append(current)
        current = current.replace(day=1) - timedelta(days=1)
    return ends[::-1]


def half_up(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def figure(kpi: Kpi, numerator: int, denominator: int | None) -> tuple[object, ...]:
    """value, value_rounded, value_display, status as the value mart would hold them."""
    if kpi.status:
        return None, None, None, kpi.status
    places = "1" if kpi.unit in ("days", "count") else "0.1"
    if kpi.measure == "rate":
        value = Decimal(numerator) * 10000 / Decimal(39560)
        rounded = half_up(value, places)
        return value, rounded, f"{rounded}", "ok"
    if kpi.measure == "median":
        value = Decimal(numerator % 20 + 20)
        return value, half_up(value, places), f"{half_up(value, places)}", "ok"
    if not denominator:
        return None, None, None, "no_denominator"
    value = Decimal(numerator) * 100 / Decimal(denominator)
    if denominator < 10:
        return value, None, f"{numerator} of {denominator}", "small_denominator"
    rounded = half_up(value, places)
    return value, rounded, f"{rounded}", "ok"
