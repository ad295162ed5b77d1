"""Which canonical records each list feeds, column by column.

Belongs here: the mapping and its honesty: what a list says and what it does not; what every list
says of its children. Does not belong here: lists 8 to 11 (``mapping_care``), what a feed is
(``feeds``), records that need several lists (``joined``).

Only what a list itself states becomes a record: a latest review or visit is one review or visit,
held on that date.
"""

from pipelines.sources.annex_a.feeds import CHILD, Feed, workers
from pipelines.sources.annex_a.mapping_care import CARE_LISTS

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
            complete="window",
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
            complete="window",
            # one that ends six months after its start or later is not there to say so
            partly=("episode_end_date",),
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
                **workers("referral_team", "referral_worker_id"),
            },
            is_main=True,
            several="each",
            kind="window",
            complete="window",
            partly=("close_date",),
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
                **workers("assessment_team", "assessment_worker_id"),
            },
            is_main=True,
            several="unlike",
            kind="open",
            ends="assessment_auth_date",
            complete="window",
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
                **workers("s47_completed_by_team", "s47_completed_by_worker_id"),
            },
            is_main=True,
            several="unlike",
            kind="window",
            complete="window",
        ),
        Feed(
            "initial_cp_conference",
            "icpc_id",
            "conference",
            {
                "icpc_date": "conference",
                "icpc_outcome_cp_flag": "plan",
                **workers("icpc_team", "icpc_worker_id"),
            },
            links={"s47_enquiry_id": "s47_enquiry"},
            needs=("conference",),
            complete="window",
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
            complete="month",
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
            # plans of other authorities are not in the list
            constants={"cp_plan_ola": "N"},
            is_main=True,
            kind="open",
            latest=True,
            ends="cp_plan_end_date",
            complete="month",
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
    **CARE_LISTS,
}
PERSON = Feed(
    "person",
    CHILD,
    "",
    {"sex": "gender", "gender": "gender", "ethnicity": "ethnicity", "dob": "birth_date"},
    complete="window",
)
DISABILITY = Feed(
    "disability",
    "table_id",
    "",
    {"disability_code": "disability"},
    needs=("disability",),
    complete="window",
)
UASC = Feed(
    "immigration_status",
    "immigration_status_id",
    "",
    {"immigration_status": "uasc_status"},
    needs=("uasc_status",),
    complete="state",
)
