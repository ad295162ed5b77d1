"""Recruitment to permanent posts: campaigns, and candidates from enquiry to start.

Belongs here: the rows of recruitment_candidates and recruitment_campaigns; people who join a
permanent post have a candidate record that fits. Does not belong here: the posts themselves
(staffing.py) and training (training.py).
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.demo.draws import days_after, happens, weekday_between, weekday_on_or_after
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.staffing_plan import QUALIFIED_ROLES, TEAM_PLANS

STAGES = ("enquiry", "application", "shortlisted", "interview", "offer", "accepted", "start")
UNSUCCESSFUL_PER_JOINER = 2.5
LEAST_UNSUCCESSFUL_A_YEAR = 12
CAMPAIGN_OPENED = date(2015, 5, 5)
YEAR_OF_CAMPAIGNS = date(2015, 4, 1)
FIRST_PIPELINE_START = date(2015, 7, 20)
LAST_PIPELINE_START = date(2015, 9, 28)

# The demonstration council's known pipeline at June 2015: target team and offer date.
CAMPAIGN_OFFERS = (
    ("T1", date(2015, 6, 10)), ("T1", date(2015, 6, 11)), ("T2", date(2015, 6, 11)),
    ("T2", date(2015, 6, 15)), ("T3", date(2015, 6, 16)),
)  # fmt: skip
ROLLING_OFFERS = (
    ("T1", date(2015, 4, 16)), ("T2", date(2015, 4, 29)), ("T2", date(2015, 5, 14)),
    ("T3", date(2015, 6, 3)), ("T3", date(2015, 6, 17)),
)  # fmt: skip


@dataclass(frozen=True)
class Joiner:
    """A person known to take up a permanent post, and how far back their offer may lie."""

    team_id: str
    route: str
    offer: date
    start: date
    fills: str


def workforce_tables(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> Tables:
    """Rows of recruitment_candidates and recruitment_campaigns."""
    pipeline = _pipeline(rng, profile)
    joined = _joined(rng, profile, organisation)
    rows = [_successful(rng, joiner) for joiner in [*joined, *pipeline]]
    rows += _unsuccessful(rng, profile, len(joined))
    rows.sort(key=lambda row: (str(row["enquiry_date"]), str(row["route"])))
    for number, row in enumerate(rows, start=1):
        row["candidate_id"] = f"RC{number:04d}"
    return {"recruitment_candidates": rows, "recruitment_campaigns": _campaigns()}


def _pipeline(rng: random.Random, profile: CouncilProfile) -> list[Joiner]:
    """Joiners with an offer since April 2015 who start between July and September 2015."""
    offers = [("campaign_1", *item) for item in CAMPAIGN_OFFERS]
    offers += [("rolling", *item) for item in ROLLING_OFFERS]
    if not profile.is_calibrated:
        teams = [plan.team_id for plan in TEAM_PLANS]
        offers = [
            (
                rng.choice(["campaign_1", "rolling"]),
                rng.choice(teams),
                weekday_between(rng, date(2015, 6, 8), date(2015, 6, 18)),
            )
            for _ in range(profile.scaled(rng.randint(6, 14), least=1))
        ]
    return [
        Joiner(
            team_id,
            route,
            offer,
            weekday_between(rng, FIRST_PIPELINE_START, LAST_PIPELINE_START),
            "agency_post",
        )
        for route, team_id, offer in offers
    ]


def _joined(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> list[Joiner]:
    """Every permanent newcomer in the posts, with an offer some weeks before the start.

    Nobody who had started by June 2015 was offered the post since April, when the rolling
    advertisement and the campaigns began: those offers are the pipeline above.
    """
    seen: set[str] = set()
    contract_before: dict[str, str] = {}
    joiners: list[Joiner] = []
    in_order = sorted(
        organisation.posts, key=lambda item: (str(item["valid_from"]), str(item["post_id"]))
    )
    for row in in_order:
        worker_id, start = str(row["worker_id"]), row["valid_from"]
        before = contract_before.get(str(row["post_id"]), "vacant")
        contract_before[str(row["post_id"])] = str(row["contract"])
        if row["worker_id"] is None or worker_id in seen:
            continue
        seen.add(worker_id)
        is_permanent = row["contract"] == "permanent" and row["job_role"] in QUALIFIED_ROLES
        if not is_permanent or not isinstance(start, date) or start <= profile.history_from:
            continue
        offer = start - timedelta(days=rng.randint(35, 80))
        if offer >= YEAR_OF_CAMPAIGNS:
            offer = YEAR_OF_CAMPAIGNS - timedelta(days=rng.randint(1, 20))
        route = "rolling" if happens(rng, 0.4) else "other"
        fills = "agency_post" if before == "agency" else "vacant_post"
        offer = min(weekday_on_or_after(offer), start - timedelta(days=3))
        joiners.append(Joiner(str(row["team_id"]), route, offer, start, fills))
    return joiners


def _successful(rng: random.Random, joiner: Joiner) -> Row:
    """A candidate record that leads up to the offer and on to the start."""
    interview = joiner.offer - timedelta(days=rng.randint(1, 5))
    shortlisted = interview - timedelta(days=rng.randint(5, 10))
    application = shortlisted - timedelta(days=rng.randint(2, 8))
    enquiry = application - timedelta(days=rng.randint(0, 15))
    if joiner.route == "campaign_1":
        enquiry = max(enquiry, CAMPAIGN_OPENED)
        application = max(application, enquiry)
    accepted = min(joiner.offer + timedelta(days=rng.randint(1, 9)), joiner.start)
    dates = (enquiry, application, shortlisted, interview, joiner.offer, accepted, joiner.start)
    return _candidate(
        joiner.route, joiner.team_id, joiner.fills, dict(zip(STAGES, dates, strict=True))
    )


def _unsuccessful(rng: random.Random, profile: CouncilProfile, joined: int) -> list[Row]:
    """Candidates who went no further, some still under way at the end."""
    years = (profile.until - profile.history_from).days / 365.25
    number = max(joined * UNSUCCESSFUL_PER_JOINER, LEAST_UNSUCCESSFUL_A_YEAR * years * profile.size)
    rows: list[Row] = []
    for _ in range(round(number)):
        enquiry = weekday_between(rng, profile.history_from, profile.until)
        route = "rolling" if happens(rng, 0.4) else "other"
        rows.append(_unsuccessful_from(rng, route, enquiry))
    for _ in range(profile.scaled(9, least=2)):
        opened = weekday_between(rng, CAMPAIGN_OPENED, date(2015, 5, 22))
        rows.append(_unsuccessful_from(rng, "campaign_1", opened))
    return rows


def _unsuccessful_from(rng: random.Random, route: str, enquiry: date) -> Row:
    """Stops after a stage; only offers made before April 2015 were turned down."""
    reached = rng.choices([1, 2, 3, 4, 5], [30, 30, 18, 17, 5])[0]
    if reached == 5 and enquiry > date(2014, 12, 31):
        reached = 4
    dates: dict[str, date] = {}
    day = enquiry
    for stage in STAGES[:reached]:
        dates[stage] = day
        day = days_after(rng, day, 3, 14)
    withdrawn = days_after(rng, day, 5, 30)
    team_id = rng.choices([plan.team_id for plan in TEAM_PLANS], [5, 6, 6, 3, 1, 2])[0]
    return _candidate(route, team_id, rng.choice(["agency_post", "vacant_post"]), dates, withdrawn)


def _candidate(
    route: str,
    team_id: str,
    fills: str,
    dates: dict[str, date],
    withdrawn: date | None = None,
) -> Row:
    """A candidate; the agreed start, still to come, is written down on acceptance."""
    row: Row = {
        "candidate_id": "",
        "route": route,
        "target_team_id": team_id,
        **{f"{stage}_date": dates.get(stage) for stage in STAGES[:-1]},
        "start_date": None,
        "withdrawn_date": withdrawn,
        "fills": fills,
        "_recorded_on": dates["enquiry"],
    }
    if "start" in dates:
        row["_changes"] = [(dates["accepted"], {"start_date": dates["start"]})]
    return row


def _campaigns() -> list[Row]:
    """Earlier advertising, then the three national campaigns and open day planned for 2015."""
    planned = (
        ("Autumn 2012 advertising", "national_campaign", date(2012, 10, 1), date(2012, 10, 31)),
        ("Spring 2013 open day", "open_day", date(2013, 3, 14), date(2013, 3, 14)),
        ("Autumn 2014 advertising", "national_campaign", date(2014, 9, 29), date(2014, 10, 31)),
        ("Campaign 1, May 2015", "national_campaign", CAMPAIGN_OPENED, date(2015, 5, 29)),
        ("Campaign 2, July 2015", "national_campaign", date(2015, 7, 6), None),
        ("Open day, July 2015", "open_day", date(2015, 7, 23), None),
        ("Campaign 3, September 2015", "national_campaign", date(2015, 9, 7), None),
    )
    return [
        {
            "campaign_id": f"CAMP{number:02d}",
            "campaign_name": name,
            "kind": kind,
            "planned_date": opens,
            "completed_date": completed,
            "_recorded_on": min(opens - timedelta(days=60), date(2015, 4, 1)),
        }
        for number, (name, kind, opens, completed) in enumerate(planned, start=1)
    ]
