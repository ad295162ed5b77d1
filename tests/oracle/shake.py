"""Disorder laid over a written drop, so that the comparison meets what tidy records never hold.

Belongs here: changing the CSV files of a synthetic drop at random, from a seed: dates moved,
values missing, records entered twice, persons merged, legal statuses and carers changed. Does
not belong here: what a figure makes of it; both sides read the same files.
"""

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
Change = Callable[[random.Random, Row, list[Row]], None]


def shake(folder: Path, seed: int, share: float = 0.04) -> None:
    """Apply every change of the list to a share of the rows of its table."""
    rng = random.Random(seed)
    for stem, changes in CHANGES.items():
        path = folder / f"{stem}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if not rows:
            continue
        columns = list(rows[0])
        for change in changes:
            for row in rng.sample(rows, max(1, int(len(rows) * share))):
                change(rng, row, rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)


def _moved(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days=days)).isoformat() if text else text


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def move(column: str, most: int) -> Change:
    """One date some days earlier or later."""

    def change(rng: random.Random, row: Row, _rows: list[Row]) -> None:
        if _is_date(row[column]):
            row[column] = _moved(row[column], rng.randint(-most, most))

    return change


def blank(*columns: str) -> Change:
    """Values nobody entered."""

    def change(_rng: random.Random, row: Row, _rows: list[Row]) -> None:
        for column in columns:
            row[column] = ""

    return change


def put(column: str, *values: str) -> Change:
    """Another value of a list."""

    def change(rng: random.Random, row: Row, _rows: list[Row]) -> None:
        row[column] = rng.choice(values)

    return change


def again(key: str, most: int = 0, **blanked: str) -> Change:
    """The record entered a second time under another key, all its dates some days off."""

    def change(rng: random.Random, row: Row, rows: list[Row]) -> None:
        days = rng.choice((0, rng.randint(-most, most)))
        copy = {name: _moved(text, days) if _is_date(text) else text for name, text in row.items()}
        copy[key] = f"{rng.choice('AZ')}{len(rows):06d}"
        rows.append(copy | blanked)

    return change


def like_before(column: str) -> Change:
    """The value of the record before, in the order of the file."""

    def change(_rng: random.Random, row: Row, rows: list[Row]) -> None:
        place = next(at for at, one in enumerate(rows) if one is row)
        row[column] = rows[place - 1][column]

    return change


def merged(_rng: random.Random, row: Row, rows: list[Row]) -> None:
    """A person found to be one listed earlier, so that no circle arises."""
    place = next(at for at, one in enumerate(rows) if one is row)
    if place:
        row["survivor_person_id"] = rows[place - 1]["person_id"]


STATUSES = ("V2", "V3", "V4", "V4", "C2")
PLACEMENTS = ("A3", "A5", "U4", "K2", "P1")

CHANGES: dict[str, tuple[Change, ...]] = {
    "ssd_contacts": (
        blank("cont_contact_decision_date"),
        blank("cont_contact_team_id", "cont_contact_worker_id"),
        blank("cont_contact_worker_id"),
        put("cont_contact_team_id", "T2", "T99"),
        again("cont_contact_id"),
        again("cont_contact_id", cont_contact_reason_code="DA"),
    ),
    "ssd_cin_episodes": (
        again("cine_referral_id", 400),
        again("cine_referral_id", cine_referral_decision_date="", cine_referral_nfa="Y"),
        blank("cine_referral_decision_date"),
        blank("cine_referral_decision_team_id", "cine_referral_decision_worker_id"),
        put("cine_referral_nfa", "Y", "N", ""),
        move("cine_close_date", 40),
    ),
    "ssd_cin_assessments": (
        move("cina_assessment_auth_date", 30),
        move("cina_assessment_start_date", 30),
        blank("cina_assessment_team", "cina_assessment_worker_id"),
        blank("cina_assessment_worker_id"),
    ),
    "ssd_s47_enquiry": (again("s47e_s47_enquiry_id", 20), blank("s47e_s47_end_date")),
    "ssd_cp_plans": (
        put("cppl_cp_plan_ola", "Y", "N", ""),
        move("cppl_cp_plan_start_date", 40),
        move("cppl_cp_plan_end_date", 40),
        again("cppl_cp_plan_id", 90),
    ),
    "ssd_cp_reviews": (
        move("cppr_cp_review_date", 60),
        blank("cppr_cp_review_date"),
        again("cppr_cp_review_id", 60),
    ),
    "ssd_initial_cp_conference": (
        move("icpc_icpc_date", 20),
        put("icpc_icpc_transfer_in", "Y", "N", ""),
    ),
    "ssd_involvements": (
        move("invo_involvement_start_date", 20),
        move("invo_involvement_end_date", 20),
        again("invo_involvements_id", 30),
        put("invo_professional_role_id", "SW", "PA", "IRO", "FSW", ""),
        put("invo_professional_team", "T5", "T99"),
    ),
    "ssd_cla_episodes": (
        move("clae_cla_episode_ceased_date", 5),
        put("clae_cla_episode_ceased_reason", "E11", "E43", "E45", "E4A"),
    ),
    "ssd_legal_status": (
        put("lega_legal_status", *STATUSES),
        move("lega_legal_status_end_date", 10),
        blank("lega_legal_status_end_date"),
    ),
    "ssd_cla_placement": (
        like_before("clap_cla_placement_carer_id"),
        put("clap_cla_placement_type", *PLACEMENTS),
        blank("clap_cla_placement_carer_id"),
        move("clap_cla_placement_start_date", 3),
    ),
    "ssd_immigration_status": (
        move("immi_immigration_status_end_date", 200),
        blank("immi_immigration_status_start_date"),
    ),
    "ssd_person": (blank("pers_dob"), move("pers_dob", 700)),
    "person_merges": (merged,),
    "posts": (
        put("contract", "fixed_term", "agency", "permanent"),
        like_before("worker_id"),
        move("valid_from", 40),
        put("fte", "0.50", "1.00"),
    ),
    "recruitment_candidates": (move("offer_date", 60), put("target_team_id", "T1", "T99", "")),
    "audits": (
        blank("is_sound"),
        blank("is_specific"),
        move("completed_date", 60),
        blank("team_id", "worker_id"),
        blank("worker_id"),
        blank("subject"),
    ),
    "supervisions": (move("supervision_date", 30),),
    "fostering_households": (
        move("stage_2_date", 90),
        move("panel_date", 90),
        move("application_date", 90),
        move("withdrawn_date", 90),
        blank("worker_id"),
        put("kind", "mainstream", "connected"),
    ),
}  # fmt: skip
