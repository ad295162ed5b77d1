"""The modules of the SSDA903 return: their columns, and which canonical tables each one feeds.

Belongs here: column and element names of every year from 2016/17, as tables of names. Does not
belong here: reading files (``ssda903_files``) or making rows (``ssda903_episodes``,
``ssda903_rows``).

Rule source: DfE children looked-after data return (SSDA903) guides 2016/17 to 2026/27. A module is
known by columns no other has, in any order and case, whatever the file is called.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipelines.canonical.model import table_spec


@dataclass(frozen=True)
class Module:
    """One table of the return.

    ``needed``: columns without which the file is refused, also what it is known by. ``main``: the
    canonical table in whose name a row that cannot be cut into columns is rejected.
    """

    name: str
    columns: tuple[str, ...]
    needed: tuple[str, ...]
    main: str


def _module(name: str, columns: str, needed: str, main: str) -> Module:
    return Module(name, tuple(columns.split()), tuple(needed.split()), main)


MODULES: tuple[Module, ...] = (
    _module(
        "Episodes",
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST"
        " URN",
        "CHILD DECOM RNE LS PLACE DEC REC",
        "cla_episodes",
    ),
    _module("Reviews", "CHILD DOB REVIEW REVIEW_CODE", "CHILD REVIEW REVIEW_CODE", "cla_reviews"),
    _module("UASC", "CHILD SEX DOB DUC", "CHILD DUC", "immigration_status"),
    _module(
        "OC2",
        "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK"
        " HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "CHILD SDQ_SCORE HEALTH_ASSESSMENT",
        "cla_health",
    ),
    _module("OC3", "CHILD DOB IN_TOUCH ACTIV ACCOM", "CHILD IN_TOUCH ACTIV ACCOM", "care_leavers"),
    _module(
        "AD1",
        "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
        "CHILD DATE_INT DATE_MATCH",
        "permanence",
    ),
    _module(
        "PlacedAdoption",
        "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
        "CHILD DATE_PLACED",
        "permanence",
    ),
    _module(
        "PrevPerm",
        "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
        "CHILD PREV_PERM",
        "cla_previous_permanence",
    ),
    _module("Missing", "CHILD DOB MISSING MIS_START MIS_END", "CHILD MISSING MIS_START", "missing"),
    _module(
        "SocialWorker",
        "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
        "CHILD SW_ID SW_DECOM",
        "involvements",
    ),
    _module("DoLo", "CHILD DOB DOLO_START DOLO_END", "CHILD DOLO_START", "deprivation_orders"),
    # last: its columns are few and plain, and other modules repeat some of them
    _module("Header", "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB", "CHILD SEX DOB ETHNIC", "person"),
)
BY_NAME: Mapping[str, Module] = MappingProxyType({module.name: module for module in MODULES})

_OTHER_NAMES = {"CHILDID": "CHILD", "PL": "PLACE", "GENDER": "SEX"}


def plain(header: Iterable[str]) -> list[str]:
    """Column names as the guide writes them: upper case, and CHILD and PLACE by those names."""
    upper = (name.strip().upper().replace(" ", "_") for name in header)
    return [_OTHER_NAMES.get(name, name) for name in upper]


def module_of(header: Iterable[str]) -> Module | None:
    """The module with these columns, or None."""
    there = set(plain(header))
    return next((module for module in MODULES if there.issuperset(module.needed)), None)


@dataclass(frozen=True)
class Feed:
    """One canonical table as one module feeds it; a blank name is a column the reader makes."""

    table: str
    module: str
    columns: Mapping[str, str]

    @property
    def headers(self) -> dict[str, str]:
        """What the file calls each column, for messages; a made key by what it is made from."""
        named = {column: name for column, name in self.columns.items() if name}
        own = [name for column, name in named.items() if column != "source_person_id"]
        made = [column for column in table_spec(self.table).key if not self.columns[column]]
        return {**dict.fromkeys(made, (own or list(named.values()))[0]), **named}


_WHO = {"source_person_id": "CHILD"}
_KEY = ""

FEEDS: tuple[Feed, ...] = (
    Feed(
        "person",
        "Header",
        {**_WHO, "sex": "SEX", "dob": "DOB", "ethnicity": "ETHNIC", "is_mother": "MOTHER"},
    ),
    Feed(
        "linked_identifiers",
        "Header",
        {"table_id": _KEY, **_WHO, "identifier_type": _KEY, "identifier_value": "UPN"},
    ),
    Feed("mother", "Header", {"table_id": _KEY, **_WHO, "childs_dob": "MC_DOB"}),
    Feed(
        "cla_episodes",
        "Episodes",
        {
            "cla_episode_id": _KEY,
            **_WHO,
            "cla_episode_start_date": "DECOM",
            "cla_episode_start_reason": "RNE",
            "cla_primary_need_code": "CIN",
            "cla_episode_ceased_date": "DEC",
            "cla_episode_ceased_reason": "REC",
            "cla_id": _KEY,
            "cla_placement_id": _KEY,
            "entered_care_date": _KEY,
        },
    ),
    Feed(
        "cla_placement",
        "Episodes",
        {
            "cla_placement_id": _KEY,
            "cla_placement_start_date": "DECOM",
            "cla_placement_type": "PLACE",
            "cla_placement_urn": "URN",
            "cla_id": _KEY,
            "cla_placement_provider": "PLACE_PROVIDER",
            "cla_placement_postcode": "PL_POST",
            "cla_placement_end_date": "DEC",
            "cla_placement_change_reason": "REASON_PLACE_CHANGE",
            **_WHO,
            "cla_placement_carer_id": _KEY,
        },
    ),
    Feed(
        "legal_status",
        "Episodes",
        {
            "legal_status_id": _KEY,
            **_WHO,
            "legal_status": "LS",
            "legal_status_start_date": "DECOM",
            "legal_status_end_date": "DEC",
        },
    ),
    Feed(
        "cla_reviews",
        "Reviews",
        {
            "cla_review_id": _KEY,
            "cla_id": _KEY,
            "cla_review_date": "REVIEW",
            "cla_review_participation": "REVIEW_CODE",
        },
    ),
    Feed(
        "immigration_status",
        "UASC",
        {
            **_WHO,
            "immigration_status_id": _KEY,
            "immigration_status": _KEY,
            "immigration_status_end_date": "DUC",
        },
    ),
    Feed(
        "cla_health",
        "OC2",
        {
            "health_check_id": _KEY,
            **_WHO,
            "health_check_type": _KEY,
            "health_check_status": "HEALTH_ASSESSMENT",
        },
    ),
    Feed("cla_immunisations", "OC2", {**_WHO, "immunisations_status": "IMMUNISATIONS"}),
    Feed(
        "cla_convictions",
        "OC2",
        {"cla_conviction_id": _KEY, **_WHO, "cla_conviction_offence": "CONVICTED"},
    ),
    Feed(
        "cla_substance_misuse",
        "OC2",
        {
            "substance_misuse_id": _KEY,
            **_WHO,
            "substance_misused": "SUBSTANCE_MISUSE",
            "intervention_received": "INTERVENTION_RECEIVED",
        },
    ),
    Feed(
        "sdq_scores",
        "OC2",
        {"table_id": _KEY, **_WHO, "sdq_reason": "SDQ_REASON", "sdq_score": "SDQ_SCORE"},
    ),
    Feed(
        "care_leavers",
        "OC3",
        {
            "table_id": _KEY,
            **_WHO,
            "care_leaver_in_touch": "IN_TOUCH",
            "care_leaver_accommodation": "ACCOM",
            "care_leaver_accom_suitable": "ACCOM",
            "care_leaver_activity": "ACTIV",
        },
    ),
    Feed(
        "permanence",
        "AD1",
        {
            "table_id": _KEY,
            **_WHO,
            "cla_id": _KEY,
            "adm_decision_date": "DATE_INT",
            "placed_for_adoption_date": "DECOM",
            "matched_date": "DATE_MATCH",
            "adopted_by_carer_flag": "FOSTER_CARE",
            "decision_reversed_date": "DATE_PLACED_CEASED",
            "decision_reversed_reason": "REASON_PLACED_CEASED",
            "permanence_order_date": "DEC",
            "permanence_order_type": "REC",
            "adopter_sex": "SEX_ADOPTR",
            "adopter_legal_status": "LS_ADOPTR",
            "number_of_adopters": "NB_ADOPTR",
        },
    ),
    Feed(
        "cla_previous_permanence",
        "PrevPerm",
        {
            "table_id": _KEY,
            **_WHO,
            "previous_permanence_order_date": "DATE_PERM",
            "previous_permanence_option": "PREV_PERM",
            "previous_permanence_la": "LA_PERM",
        },
    ),
    Feed(
        "missing",
        "Missing",
        {
            "table_id": _KEY,
            **_WHO,
            "missing_episode_start_date": "MIS_START",
            "missing_episode_type": "MISSING",
            "missing_episode_end_date": "MIS_END",
        },
    ),
    Feed(
        "involvements",
        "SocialWorker",
        {
            "involvements_id": _KEY,
            "professional_id": "SW_ID",
            "professional_role_id": _KEY,
            "involvement_start_date": "SW_DECOM",
            "involvement_end_date": "SW_DEC",
            "worker_change_reason": "SW_REASON",
            **_WHO,
        },
    ),
    Feed(
        "deprivation_orders",
        "DoLo",
        {"order_id": _KEY, **_WHO, "start_date": "DOLO_START", "end_date": "DOLO_END"},
    ),
    Feed("professionals", "SocialWorker", {"professional_id": "SW_ID"}),
)
FEEDS_BY_TABLE: Mapping[str, Feed] = MappingProxyType({feed.table: feed for feed in FEEDS})
