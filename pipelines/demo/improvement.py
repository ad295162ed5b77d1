"""The improvement plan: its actions and their ratings, its meetings, grants, hub partners.

Belongs here: the rows of improvement_actions, improvement_action_status, improvement_meetings,
improvement_grants and mash_partners. Does not belong here: what the actions improve.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

from pipelines.demo.draws import days_after, happens, weekday_between
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables

PLAN_OPENED = date(2015, 4, 1)
FIRST_MEETING = date(2015, 4, 14)
PLAN_ENDS = date(2015, 12, 31)
ACTIONS = {
    "recruitment_retention": (
        "Advertise permanent posts all year round",
        "Run three national recruitment campaigns",
        "Exit interview with every leaver",
        "Set a caseload limit for newly qualified workers",
        "Agree a retention offer for hard-to-fill teams",
        "Review agency contracts each month",
    ),
    "quality_assurance": (
        "Set a yearly programme of case audits",
        "Audit threshold decisions at the front door",
        "Moderate one audit in five",
        "Report audit actions to team managers each month",
        "Record case supervision on the child's file",
        "Publish performance by team and worker",
    ),
    "quality_of_practice": (
        "Brief all staff on the practice standards",
        "Train staff to write specific, measurable plans",
        "Extra input on domestic abuse and exploitation",
        "Enrol practice managers on the development programme",
        "Check chronologies in every supervision",
        "Child's view recorded in every assessment",
    ),
    "leadership_partnership": (
        "Bring partner agencies into the safeguarding hub",
        "Agree information sharing with health",
        "Reduce the number of partnership groups",
        "Quarterly review of thresholds with partners",
        "Publish the children's plan",
        "Elected members visit each team",
    ),
}
PARTNERS = ("Police", "Health", "Probation", "Youth offending", "Education", "Housing")
POLICE_JOINED = date(2015, 5, 18)
YOUTH_OFFENDING_JOINED = date(2015, 6, 8)
RATINGS = ("red", "amber", "green", "complete")
# Chances of the next rating, in the order of RATINGS, by the rating now.
NEXT_RATING = {
    "red": (45, 45, 10, 0),
    "amber": (15, 45, 40, 0),
    "green": (0, 12, 78, 10),
}


def improvement_tables(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> Tables:
    """Rows of the five improvement-plan tables."""
    actions, statuses = _actions(rng, profile, organisation)
    return {
        "improvement_actions": actions,
        "improvement_action_status": statuses,
        "improvement_meetings": _meetings(rng, profile),
        "improvement_grants": _grants(rng, profile),
        "mash_partners": _partners(rng, profile),
    }


def _actions(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> tuple[list[Row], list[Row]]:
    """Actions in order of priority, each rated about monthly until it is complete."""
    actions: list[Row] = []
    statuses: list[Row] = []
    for priority, titles in ACTIONS.items():
        for title in titles:
            opened = PLAN_OPENED if happens(rng, 0.75) else days_after(rng, PLAN_OPENED, 20, 60)
            owner = rng.choice(organisation.managers(rng.choice(organisation.teams), opened))
            action_id = f"IA{len(actions) + 1:02d}"
            ratings = _ratings(rng, opened, profile.until)
            completed = next((day for day, rag in ratings if rag == "complete"), None)
            actions.append(
                {
                    "action_id": action_id,
                    "priority": priority,
                    "action_title": title,
                    "owner_id": owner,
                    "opened_date": opened,
                    "due_date": weekday_between(rng, date(2015, 7, 31), PLAN_ENDS),
                    "completed_date": completed,
                    "_recorded_on": opened,
                }
            )
            statuses += [
                {
                    "status_id": f"{action_id}-{number:02d}",
                    "action_id": action_id,
                    "status_date": day,
                    "rag": rag,
                }
                for number, (day, rag) in enumerate(ratings, start=1)
            ]
    return actions, statuses


def _ratings(rng: random.Random, opened: date, until: date) -> list[tuple[date, str]]:
    ratings: list[tuple[date, str]] = []
    day, rag = (
        days_after(rng, opened, 7, 21),
        rng.choices(["red", "amber", "green"], [25, 50, 25])[0],
    )
    while day <= until:
        ratings.append((day, rag))
        if rag == "complete":
            break
        day, rag = days_after(rng, day, 14, 35), rng.choices(RATINGS, NEXT_RATING[rag])[0]
    return ratings


def _meetings(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    """One meeting a fortnight to the plan's end; one in May is cancelled, one moves by two days."""
    rows: list[Row] = []
    scheduled, number = FIRST_MEETING, 1
    while scheduled <= PLAN_ENDS:
        held: date | None = scheduled if scheduled <= profile.until else None
        if number == 4 or (number > 6 and happens(rng, 0.1)):
            held = None
        elif number == 5:
            held = scheduled + timedelta(days=2)
        rows.append(
            {
                "meeting_id": f"IM{number:02d}",
                "scheduled_date": scheduled,
                "held_date": held,
                "_recorded_on": PLAN_OPENED,
            }
        )
        scheduled, number = scheduled + timedelta(days=14), number + 1
    return rows


def _grants(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    """One grant a year or so; the demonstration council's of June 2015 is its report's."""
    amount = 165_000 if profile.is_calibrated else 1_000 * profile.scaled(rng.randint(80, 240), 1)
    earlier = 1_000 * profile.scaled(rng.randint(20, 60), least=1)
    return [
        {
            "grant_id": "IG01",
            "grant_name": "Adoption improvement grant",
            "approved_date": date(2013, 10, 14),
            "amount_gbp": Decimal(earlier),
        },
        {
            "grant_id": "IG02",
            "grant_name": "Improvement grant",
            "approved_date": date(2015, 6, 11),
            "amount_gbp": Decimal(amount),
        },
    ]


def _partners(rng: random.Random, profile: CouncilProfile) -> list[Row]:
    """Agencies named in the hub plan; two have joined by June 2015 in the demonstration council."""
    joined: dict[str, date | None] = dict.fromkeys(PARTNERS)
    joined["Police"], joined["Youth offending"] = POLICE_JOINED, YOUTH_OFFENDING_JOINED
    if not profile.is_calibrated:
        joined = {name: weekday_between(rng, PLAN_OPENED, date(2015, 9, 30)) for name in PARTNERS}
    return [
        {
            "partner_id": f"MP{number:02d}",
            "partner_name": name,
            "planned_from": PLAN_OPENED,
            "resource_from": joined[name],
            "resource_to": None,
            "_recorded_on": PLAN_OPENED,
        }
        for number, name in enumerate(PARTNERS, start=1)
    ]
