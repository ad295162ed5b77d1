from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipelines.demo.corporate import corporate_tables, council_organisation
from pipelines.demo.profile import council_profile
from pipelines.demo.staffing_plan import CALIBRATED as PLANNED
from pipelines.demo.staffing_plan import CASE_HOLDING_TEAMS, QUALIFIED_ROLES
from tests.demo.councils import CALIBRATED, COUNCILS, Council, made

TWO_POSTS = (date(2014, 9, 1), date(2015, 2, 27))


@pytest.fixture(scope="module")
def calibrated() -> Council:
    return made(*CALIBRATED)


@pytest.fixture(scope="module", params=COUNCILS, ids=str)
def council(request: pytest.FixtureRequest) -> Council:
    return made(*request.param)


def staff(organisation, on):
    return [row for row in organisation.posts_on(on) if row["job_role"] in QUALIFIED_ROLES]


def test_the_same_seed_gives_the_same_rows_and_another_seed_does_not():
    def everything(seed):
        profile = council_profile("826", seed, 0.5)
        return corporate_tables(profile, council_organisation(profile))

    assert everything(1) == everything(1)
    assert everything(1) != everything(2)


def test_only_the_demonstration_with_its_own_seed_and_size_is_calibrated():
    assert council_profile().is_calibrated
    assert not council_profile(size=2).is_calibrated
    assert not council_profile(seed=1).is_calibrated
    assert not council_profile("826").is_calibrated


@pytest.mark.parametrize(
    ("on", "permanent", "agency"),
    [
        (date(2014, 3, 31), 48, 52),
        (date(2015, 3, 31), 54, 46),
        (date(2015, 6, 30), 54, 46),
    ],
)
def test_calibrated_permanent_and_agency_staff(calibrated, on, permanent, agency):
    _, organisation, _ = calibrated
    rows = staff(organisation, on)
    assert Counter(row["contract"] for row in rows) == {
        "permanent": permanent,
        "agency": agency,
        "vacant": 12,
    }
    for team_id, planned in PLANNED[on].items():
        split = Counter(row["contract"] for row in rows if row["team_id"] == team_id)
        assert (split["permanent"], split["agency"]) == (planned.permanent, planned.agency)
    holders = [row["worker_id"] for row in rows if row["worker_id"]]
    assert len(holders) == len(set(holders)), "one person, one post on the quoted dates"


def test_every_post_has_one_holder_at_a_time_without_gaps(council):
    _, organisation, _ = council
    by_post = defaultdict(list)
    for row in organisation.posts:
        by_post[row["post_id"]].append(row)
    for rows in by_post.values():
        for before, after in pairwise(sorted(rows, key=lambda row: row["valid_from"])):
            assert before["valid_to"] == after["valid_from"]
        assert all(row["valid_to"] is None or row["valid_to"] > row["valid_from"] for row in rows)
        assert sum(row["valid_to"] is None for row in rows) == 1
        assert all((row["worker_id"] is None) == (row["contract"] == "vacant") for row in rows)


def test_a_person_holds_two_posts_only_as_two_part_posts(council):
    _, organisation, _ = council
    by_worker = defaultdict(list)
    for row in organisation.posts:
        if row["worker_id"]:
            by_worker[row["worker_id"]].append(row)
    together = 0
    for rows in by_worker.values():
        for before, after in pairwise(sorted(rows, key=lambda row: row["valid_from"])):
            if before["valid_to"] is None or before["valid_to"] > after["valid_from"]:
                together += 1
                assert (after["valid_from"], after["valid_to"]) == TWO_POSTS
                assert before["fte"] + after["fte"] == 1
    assert together <= 1


def test_every_post_holder_is_on_the_register_with_a_synthetic_name(council):
    _, organisation, tables = council
    register = {row["professional_id"]: row for row in tables["professionals"]}
    assert set(register) == {row["worker_id"] for row in organisation.posts if row["worker_id"]}
    assert all(
        row["professional_name"].startswith("Synthetic Worker ") for row in register.values()
    )


def test_case_holding_teams_always_have_someone(council):
    profile, organisation, _ = council
    day = profile.history_from
    while day <= profile.until:
        for team_id in organisation.teams:
            assert organisation.managers(team_id, day)
        for team_id in CASE_HOLDING_TEAMS:
            assert organisation.lead_workers(team_id, day)
        assert organisation.reviewing_officers(day)
        assert organisation.chairs(day)
        day += timedelta(days=1)


def test_a_roster_is_the_posts_of_that_day(calibrated):
    _, organisation, _ = calibrated
    for on in (date(2010, 4, 1), date(2013, 9, 2), date(2015, 6, 30)):
        held = {
            row["worker_id"]
            for row in organisation.posts_on(on)
            if row["team_id"] == "T2"
            and row["worker_id"]
            and row["job_role"] in ("social_worker", "senior_social_worker")
        }
        assert organisation.lead_workers("T2", on) == sorted(held)


def test_staff_come_and_go_and_some_hand_over_on_the_day(calibrated):
    _, organisation, _ = calibrated
    rows = [row for row in organisation.posts if row["job_role"] in QUALIFIED_ROLES]
    by_id = {}
    same_day = 0
    for row in rows:
        before = by_id.get(row["post_id"])
        same_day += bool(before and before["worker_id"] and row["worker_id"])
        by_id[row["post_id"]] = row
    assert same_day > 30
    quiet = [
        (year, month)
        for year in range(2011, 2015)
        for month in range(1, 13)
        if not any(
            (row["valid_from"].year, row["valid_from"].month) == (year, month) for row in rows
        )
    ]
    assert not quiet
    teams_of = defaultdict(set)
    for row in rows:
        teams_of[row["worker_id"]].add(row["team_id"])
    assert sum(len(teams) > 1 for worker, teams in teams_of.items() if worker) >= 5
    assert any(row["fte"] < 1 for row in staff(organisation, date(2015, 3, 31)))


def test_teams_have_a_row_for_each_day_since_2008(council):
    _, _, tables = council
    by_team = defaultdict(list)
    for row in tables["teams"]:
        by_team[row["team_id"]].append(row)
    assert len(by_team) == 9
    for rows in by_team.values():
        ordered = sorted(rows, key=lambda row: row["valid_from"])
        assert all(a["valid_to"] == b["valid_from"] for a, b in pairwise(ordered))
        assert ordered[-1]["valid_to"] is None
    assert {row["team_name"] for row in by_team["T2"]} == {
        "Assessment",
        "Assessment and Child in Need",
    }
