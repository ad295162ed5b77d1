"""The staffing plan: teams, roles, and how many posts of each contract on key dates.

Belongs here: the six teams, the make-up of each team's establishment, and the composition
(permanent, agency, vacant) each team reaches on its anchor dates; this is where the
demonstration council's staffing is calibrated. Does not belong here: who holds a post and
what happens between two anchors (staffing.py).
"""

import random
from dataclasses import dataclass
from datetime import date

from pipelines.demo.profile import CouncilProfile

SERVICES = {
    "SV1": "Referral and Assessment",
    "SV2": "Safeguarding and Care",
    "SV3": "Resources and Quality",
}
CASE_ROLES = ("social_worker", "senior_social_worker", "consultant_practitioner")
QUALIFIED_ROLES = (*CASE_ROLES, "practice_manager", "independent_reviewing_officer")
CASE_HOLDING_TEAMS = ("T1", "T2", "T3", "T4")
NAME_BEFORE_REORGANISATION = {"T2": "Assessment", "T5": "Family Placement"}
REORGANISED_ON = date(2013, 9, 2)


@dataclass(frozen=True)
class TeamPlan:
    """One team: its service, its roles in order of post, and its usual share of permanent staff.

    ``posts`` counts qualified posts at size 1 today; ``created_later`` of them were added in
    April 2011 and April 2013. ``roles`` gives posts by role other than social worker.
    """

    team_id: str
    name: str
    service_id: str
    posts: int
    created_later: int
    permanent_share: float
    roles: dict[str, int]
    basic_role: str
    support: dict[str, int]


@dataclass(frozen=True)
class Composition:
    """Qualified posts of a team on a date: filled by permanent or agency staff, or vacant."""

    permanent: int
    agency: int
    vacant: int

    @property
    def total(self) -> int:
        """All posts of the team's establishment."""
        return self.permanent + self.agency + self.vacant


TEAM_PLANS = (
    TeamPlan(
        "T1", "Duty", "SV1", 16, 3, 0.36,
        {"practice_manager": 2, "senior_social_worker": 3}, "social_worker",
        {"business_support": 2},
    ),
    TeamPlan(
        "T2", "Assessment and Child in Need", "SV1", 27, 5, 0.38,
        {"practice_manager": 3, "senior_social_worker": 4}, "social_worker",
        {"family_support_worker": 4, "business_support": 2},
    ),
    TeamPlan(
        "T3", "Protection and Care", "SV2", 29, 5, 0.42,
        {"practice_manager": 3, "consultant_practitioner": 1, "senior_social_worker": 4},
        "social_worker", {"family_support_worker": 4, "business_support": 2},
    ),
    TeamPlan(
        "T4", "Looked After Children and Permanence", "SV2", 16, 1, 0.78,
        {"practice_manager": 2, "consultant_practitioner": 1, "senior_social_worker": 3},
        "social_worker", {"family_support_worker": 3, "business_support": 1},
    ),
    TeamPlan(
        "T5", "Fostering and Adoption", "SV3", 13, 1, 0.92,
        {"practice_manager": 2, "senior_social_worker": 3}, "social_worker",
        {"family_support_worker": 1, "business_support": 1},
    ),
    TeamPlan(
        "T6", "Safeguarding and Quality Assurance", "SV3", 11, 1, 0.70,
        {"practice_manager": 1, "consultant_practitioner": 4},
        "independent_reviewing_officer", {"business_support": 2},
    ),
)  # fmt: skip

# The demonstration council's staffing on the dates its report quotes; team splits are synthetic.
CALIBRATED = {
    date(2014, 3, 31): {
        "T1": Composition(4, 10, 2),
        "T2": Composition(8, 16, 3),
        "T3": Composition(10, 17, 2),
        "T4": Composition(10, 4, 2),
        "T5": Composition(10, 2, 1),
        "T6": Composition(6, 3, 2),
    },
    date(2015, 3, 31): {
        "T1": Composition(5, 9, 2),
        "T2": Composition(9, 15, 3),
        "T3": Composition(11, 15, 3),
        "T4": Composition(11, 3, 2),
        "T5": Composition(11, 1, 1),
        "T6": Composition(7, 3, 1),
    },
    date(2015, 6, 30): {
        "T1": Composition(5, 9, 2),
        "T2": Composition(9, 15, 3),
        "T3": Composition(10, 16, 3),
        "T4": Composition(11, 3, 2),
        "T5": Composition(11, 1, 1),
        "T6": Composition(8, 2, 1),
    },
}


def anchor_dates(profile: CouncilProfile) -> list[date]:
    """Dates on which each team's composition is set: the start, each 31 March, June 2015, the end.

    The end is left out if another anchor lies within six weeks before it.
    """
    marches = [date(y, 3, 31) for y in range(profile.history_from.year + 1, profile.until.year + 1)]
    anchors = [day for day in sorted({*marches, date(2015, 6, 30)}) if day <= profile.until]
    if (profile.until - anchors[-1]).days > 42:
        anchors.append(profile.until)
    return [profile.history_from, *anchors]


def compositions(
    rng: random.Random, profile: CouncilProfile, plan: TeamPlan
) -> dict[date, Composition]:
    """The team's composition on every anchor date, oldest first.

    Permanent staff fall away over the years until the last two, when recruitment begins to
    work. Calibrated dates replace what the drift gives.
    """
    result: dict[date, Composition] = {}
    for anchor in anchor_dates(profile):
        calibrated = CALIBRATED.get(anchor, {}) if profile.is_calibrated else {}
        result[anchor] = calibrated.get(plan.team_id) or _drifted(rng, profile, plan, anchor)
    return result


def _drifted(
    rng: random.Random, profile: CouncilProfile, plan: TeamPlan, anchor: date
) -> Composition:
    total = posts_by(profile, plan, anchor)
    years_before = max(0, 2014 - anchor.year)
    share = min(0.95, plan.permanent_share + 0.05 * years_before + rng.uniform(-0.04, 0.04))
    vacant = round(total * rng.uniform(0.07, 0.13))
    permanent = max(1, round((total - vacant) * share))
    return Composition(permanent, total - vacant - permanent, vacant)


def posts_by(profile: CouncilProfile, plan: TeamPlan, on: date) -> int:
    """Qualified posts in the team's establishment on a date (it never shrinks)."""
    later_missing = 0 if on >= date(2014, 3, 31) else plan.created_later
    if date(2011, 4, 1) <= on < date(2014, 3, 31):
        later_missing = plan.created_later // 2
    return profile.scaled(plan.posts - later_missing, least=5)


def role_of_post(profile: CouncilProfile, plan: TeamPlan, position: int) -> str:
    """Role of the post at a position (0 first): basic roles first come, leaders early among them.

    The first post is always a basic role, the one never left empty.
    """
    if position == 0:
        return plan.basic_role
    threshold = 1
    for role, number in plan.roles.items():
        threshold += profile.scaled(number, least=1)
        if position < threshold:
            return role
    return plan.basic_role
