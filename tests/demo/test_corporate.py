from collections import Counter
from datetime import date

import pytest

from pipelines.canonical.model import load_tables
from pipelines.demo.quality import SMART
from tests.demo.councils import CALIBRATED, COUNCILS, Council, between, made

JUNE = date(2015, 6, 30)
YEAR_BEGAN = date(2015, 4, 1)
ROLLING_YEAR_BEGAN = date(2014, 7, 1)


@pytest.fixture(scope="module")
def calibrated() -> Council:
    return made(*CALIBRATED)


@pytest.fixture(scope="module", params=COUNCILS, ids=str)
def council(request: pytest.FixtureRequest) -> Council:
    return made(*request.param)


def test_rows_fit_the_canonical_tables_and_keys_are_unique(council):
    _, _, tables = council
    specs = load_tables()
    for name, rows in tables.items():
        spec = specs[name]
        known = {column.name for column in spec.columns}
        required = [column.name for column in spec.columns if not column.nullable]
        keys = [tuple(row[column] for column in spec.key) for row in rows]
        assert rows, name
        assert len(keys) == len(set(keys)), name
        for row in rows:
            assert {column for column in row if not column.startswith("_")} <= known, name
            assert all(row.get(column) is not None for column in required), name
            for first, second in spec.date_order:
                if row.get(first) and row.get(second):
                    assert row[first] <= row[second], name


def test_every_worker_and_team_named_anywhere_exists(council):
    _, organisation, tables = council
    workers, teams = set(organisation.workers), set(organisation.teams)
    for name, rows in tables.items():
        for row in rows:
            for column in ("worker_id", "owner_id", "auditor_id", "manager_id"):
                assert row.get(column) is None or row[column] in workers, name
            for column in ("target_team_id", "team_id"):
                if name not in ("teams", "department"):
                    assert row.get(column) is None or row[column] in teams, name


def test_steps_of_candidates_and_households_come_in_order(council):
    _, _, tables = council
    stages = ("enquiry", "application", "shortlisted", "interview", "offer", "accepted")
    for row in tables["recruitment_candidates"]:
        dates = [row[f"{stage}_date"] for stage in stages if row[f"{stage}_date"]]
        starts = [values["start_date"] for _, values in row.get("_changes", [])]
        assert dates + starts == sorted(dates + starts)
    steps = ("enquiry", "initial_visit", "application", "stage_2", "panel", "approval", "ceased")
    for row in tables["fostering_households"]:
        dates = [row[f"{step}_date"] for step in steps if row[f"{step}_date"]]
        assert dates == sorted(dates)
        assert not (row["withdrawn_date"] and row["approval_date"])
        assert row["withdrawn_date"] is None or row["withdrawn_date"] >= dates[-1]


def test_who_joins_a_permanent_post_was_a_candidate(calibrated):
    _, organisation, tables = calibrated
    started = Counter(
        values["start_date"]
        for row in tables["recruitment_candidates"]
        for _, values in row.get("_changes", [])
    )
    seen = set()
    for row in sorted(organisation.posts, key=lambda row: row["valid_from"]):
        is_new = row["worker_id"] not in seen
        seen.add(row["worker_id"])
        if is_new and row["contract"] == "permanent" and row["valid_from"] > date(2010, 4, 1):
            support = row["job_role"] in ("family_support_worker", "business_support")
            assert support or started[row["valid_from"]] > 0


def test_calibrated_recruitment(calibrated):
    _, _, tables = calibrated
    rows = tables["recruitment_candidates"]
    offered = [row for row in rows if between(row["offer_date"], YEAR_BEGAN, JUNE)]
    assert Counter(row["route"] for row in offered) == {"campaign_1": 5, "rolling": 5}
    for row in offered:
        assert between(row["accepted_date"], YEAR_BEGAN, JUNE)
        assert row["withdrawn_date"] is None
        assert row["fills"] == "agency_post"
        (_, agreed), *_ = row["_changes"]
        assert between(agreed["start_date"], date(2015, 7, 7), date(2015, 9, 30))
    for row in rows:
        if row["offer_date"] and row["offer_date"] < YEAR_BEGAN:
            changes = row.get("_changes", [])
            settled = [values["start_date"] for _, values in changes] or [row["withdrawn_date"]]
            assert settled[0] <= JUNE, "an older offer must not linger in the forecast"


def test_calibrated_campaigns(calibrated):
    _, _, tables = calibrated
    rows = [row for row in tables["recruitment_campaigns"] if row["planned_date"] >= YEAR_BEGAN]
    assert Counter(row["kind"] for row in rows) == {"national_campaign": 3, "open_day": 1}
    assert sum(row["completed_date"] is not None for row in rows) == 1
    open_day = next(row for row in rows if row["kind"] == "open_day")
    assert open_day["planned_date"] == date(2015, 7, 23)


def stage_on(row, on):
    steps = {
        "enquiry": "enquiry_date",
        "initial_visit": "initial_visit_date",
        "stage_1": "application_date",
        "stage_2": "stage_2_date",
        "panel": "panel_date",
        "approved": "approval_date",
        "withdrawn": "withdrawn_date",
    }
    reached = [stage for stage, column in steps.items() if between(row[column], date.min, on)]
    return reached[-1] if reached else None


def test_calibrated_fostering_pipeline(calibrated):
    _, _, tables = calibrated
    rows = [row for row in tables["fostering_households"] if row["kind"] == "mainstream"]
    stages = Counter(stage_on(row, JUNE) for row in rows)
    del stages["approved"], stages["withdrawn"]
    stages.pop(None, None)
    assert stages == {"enquiry": 22, "initial_visit": 4, "stage_1": 3, "stage_2": 3, "panel": 1}
    assert not [row for row in rows if between(row["approval_date"], YEAR_BEGAN, JUNE)]
    last_year = (date(2014, 4, 1), date(2015, 3, 31))
    assert [row for row in rows if between(row["approval_date"], *last_year)]
    assert [row for row in rows if between(row["ceased_date"], *last_year)]


def test_calibrated_audits_are_the_same_since_april_and_over_twelve_months(calibrated):
    _, _, tables = calibrated
    for began in (YEAR_BEGAN, ROLLING_YEAR_BEGAN):
        audits = [row for row in tables["audits"] if between(row["completed_date"], began, JUNE)]

        def share(rows, is_well):
            return sum(map(is_well, rows)), len(rows)

        thresholds = [row for row in audits if row["audit_type"] == "threshold"]
        violence = [row for row in thresholds if row["subject"] == "domestic_violence_contact"]
        other = [row for row in thresholds if row["subject"] == "other_contact"]
        assert share(violence, lambda row: row["is_sound"]) == (12, 20)
        assert share(other, lambda row: row["is_sound"]) == (43, 50)
        risk = [row for row in audits if row["audit_type"] == "child_protection_risk"]
        assert share(risk, lambda row: row["is_risk_well_managed"]) == (17, 20)
        plans = [row for row in audits if row["audit_type"] == "plan"]
        assert share(plans, lambda row: all(row[name] for name in SMART)) == (14, 40)
        ids = {row["audit_id"] for row in audits}
        checks = [
            row
            for row in tables["audit_standards"]
            if row["audit_id"] in ids
            and row["checked_by"] == "auditor"
            and row["result"] != "not_applicable"
        ]
        assert share(checks, lambda row: row["result"] == "met") == (62, 100)


def test_every_permanent_practice_manager_is_on_the_programme_by_june(council):
    _, organisation, tables = council
    enrolled = {
        row["worker_id"]
        for row in tables["training_attendance"]
        if row["programme"] == "managers_programme" and row["enrolled_date"] <= JUNE
    }
    managers = {
        row["worker_id"]
        for row in organisation.posts_on(JUNE)
        if row["job_role"] == "practice_manager" and row["contract"] == "permanent"
    }
    assert managers
    assert managers <= enrolled


def test_staff_are_briefed_gradually_from_may(calibrated):
    _, organisation, tables = calibrated
    briefed = {
        row["worker_id"]: row["completed_date"]
        for row in tables["training_attendance"]
        if row["programme"] == "practice_standards" and row["completed_date"]
    }
    shares = []
    for on in (date(2015, 4, 30), date(2015, 5, 31), JUNE):
        here = {row["worker_id"] for row in organisation.posts_on(on) if row["worker_id"]}
        shares.append(
            sum(between(briefed.get(worker), date.min, on) for worker in here) / len(here)
        )
    assert shares[0] == 0 < shares[1] < shares[2] < 1


def test_calibrated_improvement_plan(calibrated):
    _, _, tables = calibrated
    june = [
        row
        for row in tables["improvement_grants"]
        if between(row["approved_date"], YEAR_BEGAN, JUNE)
    ]
    assert [row["amount_gbp"] for row in june] == [165_000]
    assert len({row["priority"] for row in tables["improvement_actions"]}) == 4
    held = [
        row for row in tables["improvement_meetings"] if between(row["held_date"], YEAR_BEGAN, JUNE)
    ]
    assert len(held) == 5
    ratings = Counter(row["rag"] for row in tables["improvement_action_status"])
    assert set(ratings) == {"complete", "green", "amber", "red"}
