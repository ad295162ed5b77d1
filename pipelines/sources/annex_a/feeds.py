"""Which canonical records each list feeds, column by column.

Belongs here: the mapping and its honesty: what a snapshot says and what it does not. Does not
belong here: making keys and frames (``translate``), the few records that need several lists
(``joined``).

Annex A has no ids but the child's, so a record's id is the child's id, the date the record begins
with and, where a child may have several such records on a day, an ordinal. Only what the list
itself states becomes a record: a latest review or visit is one review or visit, held on that date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipelines.sources.base import EVERYTHING, NOTHING, Scope

CHILD = "source_person_id"
# How rows of one child with one date are told apart: ``each`` row is a record of its own, ``unlike``
# rows are, ``one``: there can only be one.
Several = Literal["each", "unlike", "one"]
SIX, TWELVE = 6, 12


@dataclass(frozen=True)
class Feed:
    """One canonical table fed by one list; one row of the list makes at most one record.

    Attributes:
        table: the canonical table.
        key: its id column.
        begins: the list's column whose date begins the record and is part of its id.
        columns: list columns by canonical column.
        links: canonical columns that hold the id of another feed's record of the same row.
        constants: the same text for every record.
        needs: list columns a row must have for there to be a record at all.
        is_main: whether every row of the list must become this record or be rejected.
        several: see above.
        kind: kind of scope over the window; ``latest``: only the child's latest is due.
        ends: canonical column that ends the record, for the scope.
        months: length of the window.
        id_prefix: keeps ids apart where one row makes two records of one table.
    """

    table: str
    key: str
    begins: str
    columns: Mapping[str, str]
    links: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    is_main: bool = False
    several: Several = "one"
    kind: Literal["window", "open", "none", "all"] = "none"
    latest: bool = False
    ends: str | None = None
    months: int = SIX
    id_prefix: str = ""


def _workers(team: str, worker: str) -> dict[str, str]:
    return {team: "team", worker: "worker"}


FEEDS: dict[int, tuple[Feed, ...]] = {
    1: (
        Feed(
            "contacts",
            "contact_id",
            "contact_date",
            {
                "contact_date": "contact_date",
                "contact_source_code": "contact_source",
                "contact_source_desc": "contact_source:label",
            },
            is_main=True,
            several="each",
            kind="window",
        ),
    ),
    2: (
        Feed(
            "early_help_episodes",
            "episode_id",
            "start",
            {
                "episode_start_date": "start",
                "episode_end_date": "end",
                "episode_organisation": "organisation",
            },
            is_main=True,
            several="unlike",
            kind="window",
        ),
    ),
    3: (
        Feed(
            "cin_episodes",
            "referral_id",
            "referral_date",
            {
                "referral_date": "referral_date",
                "referral_source_code": "referral_source",
                "referral_source_desc": "referral_source:label",
                "referral_nfa": "nfa",
                "close_date": "closed_as_nfa",
                **_workers("referral_team", "referral_worker_id"),
            },
            is_main=True,
            several="each",
            kind="window",
        ),
    ),
    4: (
        Feed(
            "cin_assessments",
            "assessment_id",
            "start",
            {
                "assessment_start_date": "start",
                "assessment_child_seen": "child_seen",
                "assessment_auth_date": "authorised",
                "assessment_outcome_nfa": "no_support",
                **_workers("assessment_team", "assessment_worker_id"),
            },
            is_main=True,
            several="unlike",
            kind="open",
            ends="assessment_auth_date",
        ),
    ),
    5: (
        Feed(
            "s47_enquiry",
            "s47_enquiry_id",
            "start",
            {
                "s47_start_date": "start",
                "s47_nfa": "enquiry_nfa",
                **_workers("s47_completed_by_team", "s47_completed_by_worker_id"),
            },
            is_main=True,
            several="unlike",
            kind="window",
        ),
        Feed(
            "initial_cp_conference",
            "icpc_id",
            "conference",
            {
                "icpc_date": "conference",
                "icpc_outcome_cp_flag": "plan",
                **_workers("icpc_team", "icpc_worker_id"),
            },
            links={"s47_enquiry_id": "s47_enquiry"},
            needs=("conference",),
        ),
    ),
    6: (
        Feed(
            "cin_episodes",
            "referral_id",
            "referral_of_need",
            {
                "referral_date": "referral_of_need",
                "cin_primary_need_code": "need",
                "close_date": "end",
                "close_reason": "reason",
            },
            is_main=True,
            kind="open",
            latest=True,
            ends="close_date",
        ),
        Feed(
            "cin_visits",
            "cin_visit_id",
            "seen",
            {"cin_visit_date": "seen"},
            constants={"cin_visit_seen": "Y"},
            needs=("seen",),
        ),
    ),
    7: (
        Feed(
            "cp_plans",
            "cp_plan_id",
            "start",
            {
                "cp_plan_start_date": "start",
                "cp_plan_end_date": "end",
                "cp_plan_initial_category": "initial",
                "cp_plan_latest_category": "latest",
            },
            is_main=True,
            kind="open",
            latest=True,
            ends="cp_plan_end_date",
        ),
        Feed(
            "cp_reviews",
            "cp_review_id",
            "review",
            {"cp_review_date": "review"},
            links={"cp_plan_id": "cp_plans"},
            needs=("review",),
        ),
        Feed(
            "cp_visits",
            "cp_visit_id",
            "visit",
            {"cp_visit_date": "visit", "cp_visit_seen_alone": "seen_alone"},
            links={"cp_plan_id": "cp_plans"},
            needs=("visit",),
        ),
    ),
    8: (
        # the list gives one row per period of care, so one episode stands for the whole period
        Feed(
            "cla_episodes",
            "cla_episode_id",
            "start",
            {
                "cla_episode_start_date": "start",
                "cla_primary_need_code": "need",
                "cla_episode_ceased_date": "ceased",
                "cla_episode_ceased_reason": "reason",
                "entered_care_date": "start",
                "cla_last_iro_contact_date": "iro_contact",
            },
            links={"cla_id": "cla_episodes", "cla_placement_id": "cla_placement"},
            constants={"cla_episode_start_reason": "S"},
            is_main=True,
            kind="open",
            latest=True,
            ends="cla_episode_ceased_date",
        ),
        Feed(
            "legal_status",
            "legal_status_id",
            "status_start",
            {
                "legal_status": "status",
                "legal_status_start_date": "status_start",
                "legal_status_end_date": "ceased",
            },
            needs=("status_start", "status"),
            kind="open",
            latest=True,
            ends="legal_status_end_date",
        ),
        Feed(
            "cla_placement",
            "cla_placement_id",
            "placement_start",
            {
                "cla_placement_start_date": "placement_start",
                "cla_placement_type": "placement_type",
                "cla_placement_urn": "urn",
                "cla_placement_provider": "provider",
                "cla_placement_postcode": "postcode",
                "cla_placement_end_date": "ceased",
            },
            links={"cla_id": "cla_episodes"},
            needs=("placement_start",),
            kind="open",
            latest=True,
            ends="cla_placement_end_date",
        ),
        Feed(
            "cla_reviews",
            "cla_review_id",
            "review",
            {"cla_review_date": "review"},
            links={"cla_id": "cla_episodes"},
            needs=("review",),
        ),
        Feed(
            "cla_visits",
            "cla_visit_id",
            "visit",
            {"cla_visit_date": "visit"},
            links={"cla_id": "cla_episodes"},
            needs=("visit",),
        ),
        Feed(
            "cla_health",
            "health_check_id",
            "health",
            {"health_check_date": "health"},
            constants={"health_check_type": "Health Assessment"},
            needs=("health",),
            id_prefix="health:",
        ),
        Feed(
            "cla_health",
            "health_check_id",
            "dental",
            {"health_check_date": "dental"},
            constants={"health_check_type": "Dental Check"},
            needs=("dental",),
            id_prefix="dental:",
        ),
        Feed(
            "cla_care_plan",
            "table_id",
            "start",
            {"cla_care_plan_json": "permanence_json"},
            needs=("permanence_json",),
        ),
    ),
    9: (
        Feed(
            "care_leavers",
            "table_id",
            "",
            {
                "care_leaver_eligibility": "eligibility",
                "care_leaver_in_touch": "in_touch",
                "care_leaver_latest_contact": "contact",
                "care_leaver_accommodation": "accommodation",
                "care_leaver_accom_suitable": "suitability",
                "care_leaver_activity": "activity",
                "pathway_plan_review_date": "pathway",
                "care_leaver_personal_advisor": "adviser",
                **_workers("care_leaver_allocated_team", "care_leaver_worker_id"),
            },
            is_main=True,
            kind="all",
        ),
    ),
    10: (
        Feed(
            "permanence",
            "table_id",
            "decision",
            {
                "adm_decision_date": "decision",
                "placement_order_date": "placement_order",
                "placed_for_adoption_date": "placed",
                "matched_date": "matched",
                "placed_ffa_cp_date": "fostered",
                "decision_reversed_date": "reversed",
                "decision_reversed_reason": "reversed_reason",
                "permanence_order_date": "order",
                "permanence_order_type": "order_type",
                "cla_id": "care_period",
            },
            is_main=True,
            kind="window",
            months=TWELVE,
        ),
        Feed("family", "table_id", "", {"family_id": "family"}, needs=("family",)),
    ),
    11: (
        Feed(
            "adopters",
            "adopter_id",
            "",
            {
                "adopter_id": "adopter_id",
                "family_id": "family",
                "sex": "gender",
                "ethnicity": "ethnicity",
                "disability_code": "disability",
                "fosters_for_adoption": "fosters",
                "enquiry_date": "enquiry",
                "stage_1_date": "stage_1",
                "stage_1_end_date": "stage_1_end",
                "stage_2_date": "stage_2",
                "stage_2_end_date": "stage_2_end",
                "application_date": "applied",
                "approval_date": "approved",
                "matched_date": "matched",
                "placed_date": "placed",
                "children_placed_count": "children",
                "adoption_order_date": "order",
                "left_date": "left",
                "left_reason": "left_reason",
            },
            is_main=True,
            kind="window",
            months=TWELVE,
        ),
    ),
}
PERSON = Feed(
    "person",
    CHILD,
    "",
    {"sex": "gender", "gender": "gender", "ethnicity": "ethnicity", "dob": "birth_date"},
)
DISABILITY = Feed(
    "disability", "table_id", "", {"disability_code": "disability"}, needs=("disability",)
)
UASC = Feed(
    "immigration_status",
    "immigration_status_id",
    "",
    {"immigration_status": "uasc_status"},
    needs=("uasc_status",),
)
SCOPE_OF_KIND = {"all": EVERYTHING, "none": NOTHING}


def scope_of(feed: Feed, date_column: str | None, windows: Mapping[int, Scope]) -> Scope:
    """Which records of a feed had to be in the drop; ``windows``: dates by number of months."""
    if feed.kind in SCOPE_OF_KIND or date_column is None:
        return SCOPE_OF_KIND.get(feed.kind, NOTHING)
    window = windows[feed.months]
    return Scope(
        "open" if feed.kind == "open" else "window",
        date_column,
        window.date_from,
        window.date_to,
        end_column=feed.ends,
        latest_per_person=feed.latest,
    )
