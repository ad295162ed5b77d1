"""The written drops of 871 hold the volumes behind every printed figure, at their as-at drop.

Figures are recomputed here from the CSV files alone, with a calendar of this module's own.
"""

import numpy as np
import pandas as pd
import pytest

from tests.demo.conftest import Reader

HOLIDAYS = [
    "2010-01-01", "2010-04-02", "2010-04-05", "2010-05-03", "2010-05-31", "2010-08-30",
    "2010-12-27", "2010-12-28", "2011-01-03", "2011-04-22", "2011-04-25", "2011-04-29",
    "2011-05-02", "2011-05-30", "2011-08-29", "2011-12-26", "2011-12-27", "2012-01-02",
    "2012-04-06", "2012-04-09", "2012-05-07", "2012-06-04", "2012-06-05", "2012-08-27",
    "2012-12-25", "2012-12-26", "2013-01-01", "2013-03-29", "2013-04-01", "2013-05-06",
    "2013-05-27", "2013-08-26", "2013-12-25", "2013-12-26", "2014-01-01", "2014-04-18",
    "2014-04-21", "2014-05-05", "2014-05-26", "2014-08-25", "2014-12-25", "2014-12-26",
    "2015-01-01", "2015-04-03", "2015-04-06", "2015-05-04", "2015-05-25", "2015-08-31",
    "2015-12-25", "2015-12-28",
]  # fmt: skip
CALENDAR = np.busdaycalendar(holidays=HOLIDAYS)
YEAR = pd.period_range("2014-05", "2015-04", freq="M")
COMPLETED = [160, 165, 170, 150, 160, 175, 170, 155, 165, 170, 180, 180]
ON_TIME = [112, 117, 124, 112, 121, 136, 135, 125, 141, 151, 164, 170]


def working_days_after(day: pd.Timestamp, count: int) -> pd.Timestamp:
    """The count-th working day after a day that may itself be no working day."""
    start = np.busday_offset(day.date(), 0, roll="backward", busdaycal=CALENDAR)
    return pd.Timestamp(np.busday_offset(start, count, busdaycal=CALENDAR))


def due_next_working_day(dates: pd.Series) -> pd.Series:
    """The first working day after each date."""
    return dates.map({day: working_days_after(day, 1) for day in dates.unique()})


def working_days_between(start: pd.Series, end: pd.Series) -> pd.Series:
    """Working days d with start < d <= end."""
    first = (start + pd.Timedelta(days=1)).values.astype("datetime64[D]")
    last = (end + pd.Timedelta(days=1)).values.astype("datetime64[D]")
    return pd.Series(np.busday_count(first, last, busdaycal=CALENDAR), index=start.index)


def survivors(drop: Reader, month: str, people: pd.Series) -> pd.Series:
    """Person ids after merging, as that drop knows the merges."""
    merges = drop(month, "person_merges")
    mapping = dict(zip(merges["person_id"], merges["survivor_person_id"], strict=True))
    for _ in range(5):
        people = people.replace(mapping)
    return people


def in_period(dates: pd.Series, period: pd.Period) -> pd.Series:
    """True where the date lies in the month."""
    return dates.dt.to_period("M") == period


def referrals(drop: Reader, month: str) -> pd.DataFrame:
    """One referral per child and day, with its due date and whether it is a re-referral."""
    frame = drop(month, "ssd_cin_episodes")
    frame["person"] = survivors(drop, month, frame["person_id"])
    frame = frame.sort_values(["person", "referral_date", "referral_id"])
    frame = frame.drop_duplicates(["person", "referral_date"])
    frame["due"] = due_next_working_day(frame["referral_date"])
    frame["on_time"] = frame["referral_decision_date"] <= frame["due"]
    before = frame.groupby("person")["referral_date"].shift()
    frame["again"] = before >= frame["referral_date"] - pd.DateOffset(months=12)
    return frame


def test_referral_decisions(drop: Reader) -> None:
    frame = referrals(drop, "2015-04")
    due = frame["due"].dt.to_period("M")
    march, april = frame[due == "2015-03"], frame[due == "2015-04"]
    assert (len(march), march["on_time"].sum()) == (195, 128)
    assert (len(april), april["on_time"].sum()) == (196, 157)
    undated = april["referral_decision_date"].isna() & april["referral_outcome_json"].notna()
    assert undated.sum() == 10
    assert due.isin(YEAR[:-2]).sum() == 1891


def test_referrals_and_re_referrals_of_the_year(drop: Reader) -> None:
    frame = referrals(drop, "2015-04")
    year = frame[frame["referral_date"].dt.to_period("M").isin(YEAR)]
    assert (len(year), year["again"].sum()) == (2282, 447)
    edges = [(frame["referral_date"] == day).sum() for day in ("2014-04-30", "2015-04-30")]
    assert edges[0] == edges[1]


def test_same_day_duplicates_are_there_to_be_removed(drop: Reader) -> None:
    frame = drop("2015-04", "ssd_cin_episodes")
    april = frame[in_period(frame["referral_date"], pd.Period("2015-04"))]
    april = april.assign(person=survivors(drop, "2015-04", april["person_id"]))
    assert april.duplicated(["person", "referral_date"]).sum() == 3
    assert april.duplicated(["person_id", "referral_date"]).sum() == 1


def test_contact_decisions(drop: Reader) -> None:
    frame = drop("2015-04", "ssd_contacts").dropna(subset=["contact_date"])
    frame["due"] = due_next_working_day(frame["contact_date"])
    frame["on_time"] = frame["contact_decision_date"] <= frame["due"]
    by_month = frame.groupby(frame["due"].dt.to_period("M"))["on_time"].agg(["size", "sum"])
    assert tuple(by_month.loc["2015-04"]) == (620, 620)
    share = (by_month["sum"] / by_month["size"]).loc["2010-05":"2015-03"]
    assert share.between(0.955, 0.995).all()


def test_section_47_enquiries(drop: Reader) -> None:
    starts = drop("2015-04", "ssd_s47_enquiry")["s47_start_date"].dt.to_period("M")
    assert starts.isin(YEAR).sum() == 965
    assert (starts == "2015-04").sum() == 80


def test_assessments(drop: Reader) -> None:
    frame = drop("2015-04", "ssd_cin_assessments").dropna(subset=["assessment_auth_date"])
    frame = frame[frame["assessment_auth_date"] >= frame["assessment_start_date"]]
    took = working_days_between(frame["assessment_start_date"], frame["assessment_auth_date"])
    month = frame["assessment_auth_date"].dt.to_period("M")
    assert [(month == period).sum() for period in YEAR] == COMPLETED
    assert [((month == period) & (took <= 45)).sum() for period in YEAR] == ON_TIME


def open_plans(drop: Reader, month: str, on: str) -> pd.DataFrame:
    """Plans of this authority in force at the end of a day."""
    frame = drop(month, "ssd_cp_plans")
    day = pd.Timestamp(on)
    is_open = (frame["cp_plan_start_date"] <= day) & ~(frame["cp_plan_end_date"] <= day)
    return frame[is_open & (frame["cp_plan_ola"] != "Y")]


def test_plans_open(drop: Reader) -> None:
    assert open_plans(drop, "2015-04", "2014-05-31")["person_id"].nunique() == 284
    april = open_plans(drop, "2015-04", "2015-04-30")
    assert april["person_id"].nunique() == len(april) == 205


def is_reviewed_in_time(start: pd.Timestamp, reviews: list[pd.Timestamp], on: pd.Timestamp) -> bool:
    """Every review due in the last twelve months was held in time and none is overdue."""
    anchor, months = start, 3
    for held in [*sorted(day for day in reviews if day <= on), None]:
        due = anchor + pd.DateOffset(months=months)
        if due > on and held is None:
            return True
        looked_at = due > on - pd.DateOffset(months=12)
        if held is None or (held > due and looked_at):
            return False
        anchor, months = held, 6
    return True


def reviewed(drop: Reader, month: str, on: str) -> tuple[int, int]:
    """Children reviewed in time, and children on plans for three months or more."""
    plans, day = open_plans(drop, month, on), pd.Timestamp(on)
    reviews = drop(month, "ssd_cp_reviews").dropna(subset=["cp_review_date"])
    held = reviews.groupby("cp_plan_id")["cp_review_date"].agg(list).to_dict()
    old = plans[[start + pd.DateOffset(months=3) <= day for start in plans["cp_plan_start_date"]]]
    passed = [
        is_reviewed_in_time(plan.cp_plan_start_date, held.get(plan.cp_plan_id, []), day)
        for plan in old.itertuples()
    ]
    return sum(passed), len(old)


def test_plans_reviewed_in_time(drop: Reader) -> None:
    assert reviewed(drop, "2015-04", "2015-04-30") == (147, 150)
    for end in pd.date_range("2014-04-30", "2015-04-30", freq="ME"):
        passed, of_all = reviewed(drop, "2015-04", f"{end:%Y-%m-%d}")
        assert 97.5 <= 100 * passed / of_all <= 98.9, end


def in_care(drop: Reader, month: str, on: str) -> pd.DataFrame:
    """Periods of care open at the end of a day, short breaks out: start, birth date, asylum."""
    day = pd.Timestamp(on)
    episodes = drop(month, "ssd_cla_episodes")
    legal = drop(month, "ssd_legal_status")
    started = episodes.groupby("cla_id").agg(
        start=("cla_episode_start_date", "min"), person_id=("person_id", "first")
    )
    now = (episodes["cla_episode_start_date"] <= day) & ~(
        episodes["cla_episode_ceased_date"] <= day
    )
    frame = started.loc[episodes[now]["cla_id"].unique()]
    current = legal[
        (legal["legal_status_start_date"] <= day) & ~(legal["legal_status_end_date"] <= day)
    ]
    short = set(current[current["legal_status"].isin(["V3", "V4"])]["person_id"])
    frame = frame[~frame["person_id"].isin(short)]
    people = drop(month, "ssd_person").set_index("person_id")
    asylum = set(drop(month, "ssd_immigration_status")["person_id"])
    return frame.assign(
        dob=frame["person_id"].map(people["dob"]), is_uasc=frame["person_id"].isin(asylum)
    )


def test_children_looked_after(drop: Reader) -> None:
    assert in_care(drop, "2015-04", "2015-04-30")["person_id"].nunique() == 207
    legal = drop("2015-04", "ssd_legal_status")
    short = legal[(legal["legal_status"] == "V4") & legal["legal_status_end_date"].isna()]
    assert 4 <= short["person_id"].nunique() <= 8


@pytest.mark.parametrize(
    ("on", "stable", "of_all"), [("2014-05-31", 40, 65), ("2015-05-31", 45, 60)]
)
def test_long_term_stability(drop: Reader, on: str, stable: int, of_all: int) -> None:
    day = pd.Timestamp(on)
    frame = in_care(drop, "2015-05", on)
    frame = frame[
        (frame["start"] <= day - pd.DateOffset(months=30))
        & (frame["dob"] + pd.DateOffset(years=16) > day)
    ]
    placements = drop("2015-05", "ssd_cla_placement")
    placements = placements[placements["cla_placement_start_date"] <= day]
    since = {}
    for cla_id, rows in placements.sort_values("cla_placement_start_date").groupby("cla_id"):
        newest_first = list(rows.itertuples())[::-1]
        carer, start = newest_first[0].cla_placement_carer_id, newest_first[0]
        for row in newest_first:
            if row.cla_placement_carer_id != carer:
                break
            start = row
        since[cla_id] = start.cla_placement_start_date
    stays = frame.index.map(since) <= day - pd.DateOffset(months=24)
    assert (int(stays.sum()), len(frame)) == (stable, of_all)


def test_adoption_and_guardianship(drop: Reader) -> None:
    frame = in_care(drop, "2015-05", "2015-05-31")
    six_months = frame["start"] <= pd.Timestamp("2014-11-30")
    assert (six_months & ~frame["is_uasc"]).sum() == 151
    episodes = drop("2015-05", "ssd_cla_episodes")
    left = episodes[episodes["cla_episode_ceased_date"].between("2014-06-01", "2015-05-31")]
    reasons = left["cla_episode_ceased_reason"]
    adopted, guardian = left[reasons.isin(["E11", "E12"])], left[reasons.isin(["E43", "E44"])]
    assert (len(adopted), len(guardian)) == (18, 15)
    for rows in (adopted, guardian):
        long_enough = rows["entered_care_date"] + pd.DateOffset(months=6)
        assert (long_enough <= rows["cla_episode_ceased_date"]).all()
