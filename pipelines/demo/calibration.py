"""The demonstration council's exact numbers, and the steps that bring the simulation to them.

Belongs here: the monthly quotas that reproduce the figures of the July 2015 report (the volumes
behind its percentages and rates), and the order of adjustments. Does not belong here: how a
quota is filled (journeys), how a figure is computed (the pipeline, which knows none of these),
late entries and messy records, which come on top.
"""

import random
from dataclasses import dataclass, replace
from datetime import date

from pipelines.demo.calibrate_care import bring_care_lengths, bring_stability, is_under_16
from pipelines.demo.calibrate_protection import bring_review_timeliness
from pipelines.demo.profile import CouncilProfile
from pipelines.demo.volumes import MonthVolumes, VolumePlan, ordinary_plan
from pipelines.demo.working_days import Month, WorkingDays, months_between
from pipelines.demo.world import CarePeriod, World

APRIL_2014, MAY_2014, APRIL_2015, MAY_2015 = (
    date(2014, 4, 30),
    date(2014, 5, 31),
    date(2015, 4, 30),
    date(2015, 5, 31),
)


@dataclass(frozen=True)
class ReportYear:
    """May 2014 to April 2015, month by month; decisions are by the month they were due in."""

    referrals = (186, 193, 201, 172, 190, 198, 191, 178, 187, 195, 195, 196)
    decided_on_time = (82, 89, 98, 86, 99, 107, 107, 103, 112, 121, 128, 157)
    undated = (8, 9, 9, 7, 9, 8, 10, 8, 9, 9, 9, 10)
    assessments = (160, 165, 170, 150, 160, 175, 170, 155, 165, 170, 180, 180)
    assessments_on_time = (112, 117, 124, 112, 121, 136, 135, 125, 141, 151, 164, 170)
    section_47 = (82, 79, 84, 74, 80, 83, 81, 76, 79, 82, 85, 80)
    plans_started = (24, 19, 18, 17, 18, 19, 17, 16, 17, 18, 19, 18)
    plans_open = (284, 278, 271, 263, 256, 249, 242, 235, 228, 220, 212, 205)


RE_REFERRALS, RE_REFERRED_OF = 447, 2282
FIRST_DAY_REFERRALS = (9, 2)
ADOPTIONS = (1, 2, 1, 1, 2, 1, 2, 1, 2, 2, 1, 2)
GUARDIANSHIPS = (1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1)
APRIL_CONTACTS = 620
ASSESSMENTS_AFTER, ASSESSMENTS_ON_TIME_AFTER = (172, 175, 168), (163, 166, 158)
DECIDED_AFTER = 0.81
PLANS_AFTER, CARE_OPEN = (203, 201, 200), {"2015-04": 207, "2015-05": 209, "2015-06": 210}
NO_LATE_CONFERENCES_FROM = date(2015, 3, 1)
NO_LATE_REVIEWS_FROM = date(2012, 10, 1)
YOUNG_PLANS_LAST_FROM = date(2015, 2, 1)
IN_CARE_SIX_MONTHS = 151
STABILITY = {MAY_2014: (65, 40), MAY_2015: (60, 45)}
REVIEWS_FROM, REVIEWS_UNTIL = date(2013, 6, 30), date(2015, 6, 30)
FAILING_IN_APRIL = 3


def demonstration_plan(profile: CouncilProfile, rng: random.Random) -> VolumePlan:
    """The ordinary plan with the report year's exact quotas in place of its own."""
    plan = ordinary_plan(profile, rng)
    year = list(months_between(MAY_2014, APRIL_2015))
    for place, month in enumerate(year):
        plan[month] = _report_month(plan[month], place)
    for place, month in enumerate(months_between(date(2014, 6, 1), MAY_2015)):
        plan[month] = replace(
            plan[month], adoptions=ADOPTIONS[place], guardianships=GUARDIANSHIPS[place]
        )
    after = list(months_between(MAY_2015, profile.until))[: len(PLANS_AFTER)]
    for place, month in enumerate(after):
        plan[month] = replace(
            plan[month],
            assessments=ASSESSMENTS_AFTER[place],
            assessments_on_time=ASSESSMENTS_ON_TIME_AFTER[place],
            plans_open=PLANS_AFTER[place],
            decided_on_time=round(plan[month].referrals * DECIDED_AFTER),
        )
    april, may = year[-1], after[0]
    plan[april] = replace(plan[april], contacts=APRIL_CONTACTS, contacts_on_time=APRIL_CONTACTS)
    for month in (year[0], may):
        plan[month] = replace(plan[month], first_day=FIRST_DAY_REFERRALS)
    _same_everywhere(plan, year)
    return plan


def _report_month(volumes: MonthVolumes, place: int) -> MonthVolumes:
    """One month of the report year."""
    year = ReportYear()
    so_far = sum(year.referrals[: place + 1])
    before = so_far - year.referrals[place]
    return replace(
        volumes,
        referrals=year.referrals[place],
        re_referrals=_share(so_far) - _share(before),
        decided_on_time=year.decided_on_time[place],
        undated=year.undated[place],
        assessments=year.assessments[place],
        assessments_on_time=year.assessments_on_time[place],
        section_47=year.section_47[place],
        plans_started=year.plans_started[place],
        plans_open=year.plans_open[place],
    )


def _share(referrals: int) -> int:
    """Re-referrals among the first so many referrals of the report year."""
    return round(referrals * RE_REFERRALS / RE_REFERRED_OF)


def _same_everywhere(plan: VolumePlan, year: list[Month]) -> None:
    """What holds beyond the report year too.

    As many assessments start as the next two months complete, the stock of children in care is
    as wanted, no plan of the last three months ends, no review is late by chance.
    """
    months = sorted(plan, key=lambda month: month.first)
    for place, month in enumerate(months):
        following = months[place + 1 : place + 3]
        if following and year[0].first <= following[-1].first:
            started = sum(plan[item].assessments for item in following) / len(following)
            plan[month] = replace(plan[month], assessed=round(started))
        plan[month] = replace(
            plan[month],
            care_open=CARE_OPEN.get(month.text, plan[month].care_open),
            young_plans_may_end=month.first < YOUNG_PLANS_LAST_FROM or month.first > APRIL_2015,
            late_conference_share=0.2 if month.first < NO_LATE_CONFERENCES_FROM else 0.0,
            late_review_share=0.012 if month.first < NO_LATE_REVIEWS_FROM else 0.0,
        )


def adjust_journeys(world: World, days: WorkingDays) -> None:
    """Brings review timeliness and lengths of care to the report's figures."""
    bring_review_timeliness(
        world, days, (REVIEWS_FROM, REVIEWS_UNTIL), {APRIL_2015: FAILING_IN_APRIL}
    )
    bring_care_lengths(world, MAY_2015, 6, IN_CARE_SIX_MONTHS, _is_not_uasc)
    for day, (cohort, _) in sorted(STABILITY.items()):
        bring_care_lengths(world, day, 30, cohort, lambda period, on=day: is_under_16(period, on))


def adjust_moves(world: World, rng: random.Random) -> None:
    """Brings long-term placement stability to the report's figures, later date first."""
    for day, (_, stable) in sorted(STABILITY.items(), reverse=True):
        others = [other for other in STABILITY if other > day]
        bring_stability(world, rng, day, stable, others)


def _is_not_uasc(period: CarePeriod) -> bool:
    """Children who did not come alone to seek asylum."""
    return not period.child.is_uasc
