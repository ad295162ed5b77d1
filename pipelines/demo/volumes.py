"""How much happens in each month: the quotas the simulation fills.

Belongs here: the plan of volumes for an ordinary council of a given size, with its slow story
(fewer child protection plans after May 2014, quicker decisions, slightly more children looked
after). Does not belong here: the demonstration's exact numbers (calibration.py) and the
children who fill the quotas (journeys.py).
"""

import random
from dataclasses import dataclass, replace
from datetime import date

from pipelines.demo.profile import CouncilProfile
from pipelines.demo.working_days import Month, months_between

WARM_UP_FROM = date(2008, 4, 1)
ASSESSED_SHARE = 0.876
FILLING_MONTHS, CATCHING_UP_MONTHS = 6, 10
CALM, PEAK, LATER = date(2013, 3, 31), date(2014, 5, 31), date(2015, 4, 30)


@dataclass(frozen=True)
class MonthVolumes:
    """Quotas of one month.

    Contacts, referrals and their decisions belong to the month their decision is due in; all
    else to the month it happens in. ``plans_open`` and ``care_open`` are the stocks aimed at on
    the last day. ``first_day``: referrals, and re-referrals among them, that arrive on the last
    working day of the month before (None: as chance has it).
    """

    contacts: int
    contacts_on_time: int
    referrals: int
    re_referrals: int
    decided_on_time: int
    undated: int
    assessed: int
    assessments: int
    assessments_on_time: int
    section_47: int
    plans_started: int
    plans_open: int
    care_open: int
    care_started: int
    adoptions: int
    guardianships: int
    late_review_share: float = 0.012
    late_conference_share: float = 0.2
    young_plans_may_end: bool = True
    first_day: tuple[int, int] | None = None


VolumePlan = dict[Month, MonthVolumes]


def ordinary_plan(profile: CouncilProfile, rng: random.Random) -> VolumePlan:
    """Quotas for every simulated month, warm-up included, with some noise from month to month."""
    plan: VolumePlan = {}
    started = [round(profile.referrals_per_year / 12 * ASSESSED_SHARE)] * 2
    for number, month in enumerate(months_between(WARM_UP_FROM, profile.until)):
        volumes = _ordinary_month(profile, month, rng, sum(started[-2:]) / 2)
        catching_up = 1.07 if FILLING_MONTHS <= number < FILLING_MONTHS + CATCHING_UP_MONTHS else 1
        plan[month] = replace(volumes, assessments=round(volumes.assessments * catching_up))
        started.append(volumes.assessed)
    return plan


def _between(day: date, first: date, last: date, low: float, high: float) -> float:
    """Straight line from ``low`` at ``first`` to ``high`` at ``last``, flat outside."""
    share = min(1.0, max(0.0, (day - first).days / (last - first).days))
    return low + (high - low) * share


def _noisy(rng: random.Random, mean: float, spread: float = 0.06) -> int:
    """A count around the mean, never below zero."""
    return max(0, round(rng.gauss(mean, mean * spread)))


def plans_open_path(day: date) -> float:
    """Open plans as a multiple of the ordinary number: a rise to May 2014, then a fall."""
    if day <= PEAK:
        return _between(day, CALM, PEAK, 1.05, 284 / 205)
    return _between(day, PEAK, LATER, 284 / 205, 1.0)


def _ordinary_month(
    profile: CouncilProfile, month: Month, rng: random.Random, started: float
) -> MonthVolumes:
    """The quotas of one ordinary month; ``started`` assessments wait to be completed."""
    last = month.last
    contacts = _noisy(rng, profile.contacts_per_year / 12)
    referrals = _noisy(rng, profile.referrals_per_year / 12)
    assessments = _noisy(rng, started, 0.04)
    decided = _between(last, CALM, LATER, 0.36, 0.60)
    assessed_in_time = _between(last, date(2013, 9, 30), LATER, 0.68, 0.93)
    growth = 1.35 if CALM < last <= PEAK else 1.0
    small = MonthVolumes(
        contacts=contacts,
        contacts_on_time=round(contacts * rng.uniform(0.96, 0.99)),
        referrals=referrals,
        re_referrals=round(referrals * rng.uniform(0.18, 0.21)),
        decided_on_time=round(referrals * decided * rng.uniform(0.97, 1.03)),
        undated=round(referrals * 0.04),
        assessed=round(referrals * ASSESSED_SHARE),
        assessments=assessments,
        assessments_on_time=round(assessments * assessed_in_time * rng.uniform(0.97, 1.03)),
        section_47=_noisy(rng, profile.section_47_per_year / 12, 0.04),
        plans_started=_noisy(rng, profile.cp_plans_open * 0.09 * growth, 0.1),
        plans_open=round(profile.cp_plans_open * plans_open_path(last)),
        care_open=round(
            profile.children_looked_after * _between(last, WARM_UP_FROM, LATER, 0.9, 1.0)
        ),
        care_started=_noisy(rng, profile.children_looked_after * 0.042, 0.15),
        adoptions=_noisy(rng, profile.children_looked_after * 0.0065, 0.4),
        guardianships=_noisy(rng, profile.children_looked_after * 0.0055, 0.4),
    )
    return _within_limits(small)


def _within_limits(volumes: MonthVolumes) -> MonthVolumes:
    """The same quotas with no part larger than its whole."""
    return replace(
        volumes,
        contacts_on_time=min(volumes.contacts_on_time, volumes.contacts),
        decided_on_time=min(volumes.decided_on_time, volumes.referrals - volumes.undated),
        assessments_on_time=min(volumes.assessments_on_time, volumes.assessments),
    )
