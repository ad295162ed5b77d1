"""The whole synthetic council: simulation, calibration, allocation and every table's rows.

Belongs here: the order in which the parts are put together. Does not belong here: the parts,
and the writing of drops (demo, write).
"""

from collections.abc import Callable

from pipelines.demo.adoption_plans import draw_adoption_plans
from pipelines.demo.allocations import Allocations
from pipelines.demo.attendance import attendance_tables, fill_timetables
from pipelines.demo.calibration import adjust_journeys, adjust_moves, demonstration_plan
from pipelines.demo.care_records import add_care_records
from pipelines.demo.care_tables import care_tables, draw_care_reviews
from pipelines.demo.casework import casework_tables, involvement_rows
from pipelines.demo.child_tables import journey_tables, kept_referrals
from pipelines.demo.corporate import corporate_tables, council_organisation, stream
from pipelines.demo.court import court_tables
from pipelines.demo.early_help import early_help_tables
from pipelines.demo.journeys import simulate
from pipelines.demo.late_entries import apply_late_entries
from pipelines.demo.leaver_tables import leaver_tables
from pipelines.demo.mess import (
    add_rows_to_reject,
    add_short_breaks,
    add_untidy_rows,
    let_a_carer_adopt,
)
from pipelines.demo.organisation import Organisation
from pipelines.demo.people_tables import people_tables, person_id
from pipelines.demo.permanence_tables import permanence_tables
from pipelines.demo.placements import build_placements, draw_moves, draw_statuses
from pipelines.demo.practice import add_practice
from pipelines.demo.profile import CouncilProfile, Tables
from pipelines.demo.schooling import CareSpell, schooling_tables
from pipelines.demo.volumes import ordinary_plan
from pipelines.demo.working_days import working_days
from pipelines.demo.world import Referral, World


def make_council(
    profile: CouncilProfile,
    progress: Callable[[str], None] | None = None,
    with_rejects: bool = False,
) -> Tables:
    """Every row that any extract of the council will ever show, with control keys.

    Args:
        profile: The council; the same profile always gives the same tables.
        progress: Told in a few words what is being made.
        with_rejects: Add the rows that no landing may load.
    """
    say = progress or (lambda _: None)
    world = make_world(profile, say)
    organisation = council_organisation(profile)
    say("allocating cases to workers")
    tables = _child_half(profile, world, organisation)
    tables |= corporate_tables(profile, organisation)
    add_untidy_rows(tables, world, working_days(), stream(profile, "mess"))
    apply_late_entries(tables, working_days(), is_strict=profile.is_calibrated)
    kept = kept_referrals(world, profile)
    add_care_records(tables, profile, world, kept, organisation, working_days(), stream)
    days = working_days()
    add_practice(tables, days, profile, stream(profile, "practice"))
    tables |= early_help_tables(tables, organisation, days, profile, stream(profile, "early help"))
    tables |= court_tables(tables, days, profile, stream(profile, "court"))
    if with_rejects:
        add_rows_to_reject(tables)
    return tables


def make_world(profile: CouncilProfile, say: Callable[[str], None]) -> World:
    """The simulated truth: calibrated for the demonstration council, else as it falls."""
    volumes = demonstration_plan if profile.is_calibrated else ordinary_plan
    plan = volumes(profile, stream(profile, "volumes"))
    world = simulate(profile, plan, say)
    rng = stream(profile, "placements")
    if profile.is_calibrated:
        say("bringing reviews and lengths of care to the report's figures")
        adjust_journeys(world, working_days())
    draw_moves(world, rng, profile.until)
    if profile.is_calibrated:
        adjust_moves(world, stream(profile, "stability"))
    let_a_carer_adopt(world)
    add_short_breaks(world, stream(profile, "short breaks"), profile)
    build_placements(world, rng)
    draw_statuses(world, rng, profile.until)
    draw_adoption_plans(world, stream(profile, "adoption plans"), profile.until)
    draw_care_reviews(world, working_days(), profile)
    return world


def _child_half(profile: CouncilProfile, world: World, organisation: Organisation) -> Tables:
    """Rows about children and about who worked with them."""
    days, kept = working_days(), kept_referrals(world, profile)
    allocations = Allocations(world, organisation, days, stream(profile, "allocations"))
    tables = people_tables(world, kept)
    tables |= journey_tables(world, kept, allocations, days)
    tables |= care_tables(kept, allocations, profile)
    tables |= permanence_tables(kept, allocations, profile, stream(profile, "permanence"))
    tables |= leaver_tables(kept, allocations, profile, stream(profile, "care leavers"))
    tables["involvements"] = involvement_rows(allocations, kept)
    rng = stream(profile, "casework")
    tables |= casework_tables(kept, tables, allocations, days, profile, rng)
    spells = _care_spells(kept)
    tables |= schooling_tables(stream(profile, "schooling"), profile, spells)
    tables |= attendance_tables(stream(profile, "attendance"), profile, spells)
    fill_timetables(stream(profile, "timetables"), tables["school_rolls"])
    tables["person_merges"] = []
    return tables


def _care_spells(kept: list[Referral]) -> list[CareSpell]:
    """Periods of care as the schools know them."""
    return [
        CareSpell(person_id(period.child), period.child.born, period.start, period.end)
        for referral in kept
        for period in referral.care
        if period.child.born is not None and not period.is_short_break
    ]
