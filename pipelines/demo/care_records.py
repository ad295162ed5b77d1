"""Everything recorded of looked-after children beside their journey, in one call.

Belongs here: which generator of such records runs with which random stream. Does not belong
here: any row. They come last and draw from streams of their own, so that nothing made before
them changes.
"""

from collections.abc import Callable
from random import Random

from pipelines.demo.care_health import health_tables
from pipelines.demo.care_plans import care_plan_tables, mark_decisions
from pipelines.demo.care_returns import add_earlier_stays, vary_first_statuses
from pipelines.demo.carer_reviews import carer_review_tables, private_fostering_tables
from pipelines.demo.missing_episodes import missing_tables
from pipelines.demo.organisation import Organisation
from pipelines.demo.placement_records import complete_placements, cost_tables
from pipelines.demo.profile import CouncilProfile, Tables
from pipelines.demo.siblings import sibling_groups
from pipelines.demo.working_days import WorkingDays
from pipelines.demo.world import Referral, World

Stream = Callable[[CouncilProfile, str], Random]


def add_care_records(
    tables: Tables,
    profile: CouncilProfile,
    world: World,
    kept: list[Referral],
    organisation: Organisation,
    days: WorkingDays,
    stream: Stream,
) -> None:
    """Adds health, missing episodes, plans, prices and carers' reviews to the tables.

    Args:
        tables: Every other table; placements, episodes and households gain columns.
        profile: The council.
        world: Numbers new persons.
        kept: The referrals the extracts hold.
        organisation: Who can hold private fostering cases.
        days: Working days.
        stream: The random stream of a subject.
    """
    periods = [
        period
        for referral in kept
        for period in referral.care
        if not period.is_short_break and period.child.born is not None
    ]
    tables |= health_tables(stream(profile, "health"), profile, periods, days)
    tables |= care_plan_tables(stream(profile, "care plans"), profile, periods, days)
    groups, families = sibling_groups(stream(profile, "siblings"), periods, tables["family"])
    tables["family"] += families
    placements = tables["cla_placement"]
    complete_placements(stream(profile, "placement records"), periods, placements, groups)
    vary_first_statuses(stream(profile, "first statuses"), tables, periods)
    add_earlier_stays(stream(profile, "earlier stays"), profile, tables, periods)
    mark_decisions(stream(profile, "placement decisions"), tables["cla_episodes"])
    tables |= cost_tables(stream(profile, "placement costs"), profile, periods)
    households = tables["fostering_households"]
    tables |= carer_review_tables(stream(profile, "carer reviews"), profile, households)
    tables |= private_fostering_tables(
        stream(profile, "private fostering"), profile, organisation, days, kept
    )
    missing, persons = missing_tables(stream(profile, "missing"), profile, world, periods, kept)
    tables |= missing
    tables["person"] += persons
