"""Which records each late entry picks and what it lays over them.

Belongs here: one function per entry of the list in late_entries; each changes rows in place by
control keys and returns the ids of the records it touched, none if no record fits. Does not
belong here: the list itself, its dates and the figures it moves.
"""

from datetime import date

from pipelines.demo.profile import Row, Tables
from pipelines.demo.working_days import WorkingDays, add_months

FIRST, LAST = date(2015, 4, 1), date(2015, 4, 30)
CONFERENCE_ON = AUTHORISED_ON = date(2015, 4, 28)


def _change(row: Row, on: date, values: Row) -> None:
    """Adds a change to a row, keeping changes in order of time."""
    changes = row.get("_changes")
    earlier = list(changes) if isinstance(changes, list) else []
    row["_changes"] = sorted([*earlier, (on, values)], key=lambda change: change[0])


def _in_april(value: object) -> bool:
    return isinstance(value, date) and FIRST <= value <= LAST


def decisions_dated_in_may(tables: Tables, days: WorkingDays, on: date) -> list[str]:
    """Three of the undated April decisions get their date: the next working day, so in time."""
    touched = []
    for row in tables["cin_episodes"]:
        referred = row["referral_date"]
        is_undated = row["referral_decision_date"] is None and row["referral_outcome_json"]
        if is_undated and isinstance(referred, date) and len(touched) < 3:
            decided = days.add(referred, 1)
            if _in_april(decided) and _in_april(referred):
                _change(row, on, {"referral_decision_date": decided})
                touched.append(str(row["referral_id"]))
    return touched


def plan_recorded_in_may(tables: Tables, days: WorkingDays, on: date) -> list[str]:
    """A conference at the end of April and the plan it made are entered only in May."""
    in_care = {row["source_person_id"] for row in tables["cla_episodes"]}
    closing = {row["referral_id"]: row["close_date"] for row in tables["cin_episodes"]}
    able = [
        row
        for row in _quiet_enquiries(tables)
        if row["source_person_id"] not in in_care
        and 7 <= days.between(_as_date(row["s47_start_date"]), CONFERENCE_ON) <= 14
        and _as_date(closing[row["referral_id"]]) > on
    ]
    if not able:
        return []
    enquiry = able[-1]
    outcome: Row = {
        "s47_end_date": CONFERENCE_ON,
        "s47_nfa": False,
        "s47_outcome_json": '{"OUTCOME": "ICPC"}',
    }
    enquiry |= {"s47_end_date": None, "s47_nfa": None, "s47_outcome_json": None}
    _change(enquiry, on, outcome)
    conference = _conference(tables, days, enquiry, CONFERENCE_ON, "ICP990002")
    conference |= {"icpc_outcome_cp_flag": True, "cp_plan_id": "CPP990001", "_recorded_on": on}
    _keep_open(tables, enquiry["referral_id"])
    shared = {key: conference[key] for key in ("source_person_id", "cp_plan_id")}
    tables["cp_plans"].append(
        shared
        | {
            "referral_id": conference["referral_id"],
            "icpc_id": conference["icpc_id"],
            "cp_plan_start_date": CONFERENCE_ON,
            "cp_plan_end_date": None,
            "cp_plan_initial_category": "NEG",
            "cp_plan_ola": False,
            "cp_plan_latest_category": "NEG",
            "_recorded_on": on,
        }
    )
    due = add_months(CONFERENCE_ON, 3)
    tables["cp_reviews"].append(
        shared
        | {
            "cp_review_id": "CPR990001",
            "cp_review_due": due,
            "cp_review_date": days.on_or_before(due),
            "chair_id": conference["chair_id"],
            "_recorded_on": on,
        }
    )
    return ["CPP990001", "ICP990002", "CPR990001", str(enquiry["s47_enquiry_id"])]


def _conference(tables: Tables, days: WorkingDays, enquiry: Row, on: date, number: str) -> Row:
    """Adds a conference after an enquiry, without a plan; returns its row."""
    row: Row = {
        "icpc_id": number,
        "icpc_meeting_id": f"MTG{number[3:]}",
        "s47_enquiry_id": enquiry["s47_enquiry_id"],
        "source_person_id": enquiry["source_person_id"],
        "cp_plan_id": None,
        "referral_id": enquiry["referral_id"],
        "icpc_transfer_in": False,
        "icpc_target_date": days.add(_as_date(enquiry["s47_start_date"]), 15),
        "icpc_date": on,
        "icpc_outcome_cp_flag": False,
        "icpc_outcome_json": '{"OUTCOME": "CONFERENCE"}',
        "icpc_team": enquiry["s47_completed_by_team"],
        "icpc_worker_id": enquiry["s47_completed_by_worker_id"],
        "chair_id": tables["initial_cp_conference"][-1]["chair_id"],
    }
    tables["initial_cp_conference"].append(row)
    return row


def _as_date(value: object) -> date:
    """The date, or the end of time where there is none."""
    return value if isinstance(value, date) else date.max


def _keep_open(tables: Tables, referral_id: object) -> None:
    """A case with a plan stays open, and with its last workers."""
    for row in tables["cin_episodes"]:
        if row["referral_id"] == referral_id:
            closed = row["close_date"]
            row |= {"close_date": None, "close_reason": None}
            for item in tables["involvements"]:
                is_last = closed is not None and item["involvement_end_date"] == closed
                if item["referral_id"] == referral_id and is_last:
                    item |= {"involvement_end_date": None, "worker_change_reason": None}


def _quiet_enquiries(tables: Tables) -> list[Row]:
    """April enquiries that came to nothing and whose child was never conferenced."""
    conferenced = {row["source_person_id"] for row in tables["initial_cp_conference"]}
    return [
        row
        for row in tables["s47_enquiry"]
        if _in_april(row["s47_start_date"])
        and row["s47_nfa"] is True
        and row["source_person_id"] not in conferenced
    ]


def enquiry_withdrawn(tables: Tables, days: WorkingDays, on: date) -> list[str]:
    """An enquiry of late April was entered on the wrong child's record and is taken out."""
    able = [row for row in _quiet_enquiries(tables) if _in_april(row["s47_end_date"])][-1:]
    for row in able:
        row["_withdrawn_on"] = on
    return [str(row["s47_enquiry_id"]) for row in able]


def conference_held_late(tables: Tables, days: WorkingDays, on: date) -> list[str]:
    """An enquiry of early April is long without outcome; its conference is held in May."""
    closing = {row["referral_id"]: row["close_date"] for row in tables["cin_episodes"]}
    for row in _quiet_enquiries(tables):
        is_old = days.between(_as_date(row["s47_start_date"]), LAST) >= 16
        if is_old and "_withdrawn_on" not in row and _as_date(closing[row["referral_id"]]) > on:
            row |= {"s47_end_date": on, "s47_nfa": False, "s47_outcome_json": '{"OUTCOME": "ICPC"}'}
            _conference(tables, days, row, on, "ICP990001")
            return [str(row["s47_enquiry_id"]), "ICP990001"]
    return []


def persons_merged(tables: Tables, days: WorkingDays, on: date) -> list[str]:
    """A child referred in April under a new record is found to be one referred last autumn."""
    episodes: dict[object, list[Row]] = {}
    for row in tables["cin_episodes"]:
        episodes.setdefault(row["source_person_id"], []).append(row)
    tied = {row["source_person_id"] for name in TIES for row in tables[name]}
    tied |= {row[key] for row in tables["person_merges"] for key in row if key != "merged_date"}
    single = {key: rows[0] for key, rows in episodes.items() if len(rows) == 1 and key not in tied}
    new = [key for key, row in single.items() if _in_april(row["referral_date"])]
    old = [
        key
        for key, row in single.items()
        if date(2014, 9, 1) <= _as_date(row["referral_date"]) <= date(2014, 12, 31)
        and _as_date(row["close_date"]) < date(2015, 3, 1)
    ]
    if not new or not old:
        return []
    double, survivor = str(new[len(new) // 2]), str(old[len(old) // 2])
    people = {row["source_person_id"]: row for row in tables["person"]}
    for column in ("sex", "gender", "ethnicity", "dob", "expected_dob"):
        people[double][column] = people[survivor][column]
    tables["person_merges"].append(
        {"source_person_id": double, "survivor_person_id": survivor, "merged_date": on}
    )
    return [double]


TIES = (
    "family", "disability", "immigration_status", "s47_enquiry", "initial_cp_conference",
    "cp_plans", "cla_episodes",
)  # fmt: skip


def assessment_entered_in_june(tables: Tables, days: WorkingDays, on: date) -> list[str]:
    """An assessment authorised on 28 April stays open in the system until June."""
    for row in tables["cin_assessments"]:
        starts_late_enough = date(2015, 3, 25) <= _as_date(row["assessment_start_date"])
        is_old_enough = _as_date(row["assessment_start_date"]) <= date(2015, 4, 17)
        is_open_in_may = _as_date(row["assessment_auth_date"]) >= date(2015, 6, 1)
        if starts_late_enough and is_old_enough and is_open_in_may:
            row["assessment_auth_date"] = None
            row["_changes"] = [(on, {"assessment_auth_date": AUTHORISED_ON})]
            return [str(row["assessment_id"])]
    return []
