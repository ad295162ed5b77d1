"""What a CIN Census return may hold: its elements, and which canonical table each part feeds.

Belongs here: element names of every census year from 2017, as tables of names. Does not belong
here: reading XML (``xml_text``) or making rows (``cin_census_rows``).

Rule source: DfE children in need census specifications 2016/17 to 2025/26. Names are compared in
lower case. An element that is not here is new or a mistake: it is reported, never a reason to
refuse the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipelines.canonical.model import table_spec

RECORDS = frozenset({"child", "header"})
CONTAINERS = frozenset({"message", "children"})


@dataclass(frozen=True)
class Part:
    """One kind of element: the values it holds once, and the parts that may be repeated."""

    leaves: frozenset[str]
    parts: frozenset[str] = frozenset()


def _part(leaves: str, parts: str = "") -> Part:
    return Part(frozenset(leaves.lower().split()), frozenset(parts.lower().split()))


_IDENTIFIERS = (
    "LAchildID UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate GenderCurrent Sex"
    " PersonDeathDate"
)

PARTS: Mapping[str, Part] = MappingProxyType(
    {
        # what a child has once is found wherever in the child it stands
        "child": _part(
            _IDENTIFIERS + " Ethnicity",
            "ChildIdentifiers ChildCharacteristics Disabilities CINdetails",
        ),
        "childidentifiers": _part(_IDENTIFIERS + " Ethnicity", "Disabilities"),
        "childcharacteristics": _part(_IDENTIFIERS + " Ethnicity", "Disabilities"),
        "disabilities": _part("", "Disability"),
        "cindetails": _part(
            "CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate ReasonForClosure"
            " DateOfInitialCPC ReferralNFA",
            "Assessments CINPlanDates Section47 ChildProtectionPlans PreProceedingsandFGDM",
        ),
        "assessments": _part(
            "AssessmentActualStartDate AssessmentInternalReviewDate AssessmentAuthorisationDate",
            "FactorsIdentifiedAtAssessment AssessmentFactors",
        ),
        "factorsidentifiedatassessment": _part("", "AssessmentFactors"),
        "cinplandates": _part("CINPlanStartDate CINPlanEndDate"),
        "section47": _part("S47ActualStartDate InitialCPCtarget DateOfInitialCPC ICPCnotRequired"),
        "childprotectionplans": _part(
            "CPPstartDate CPPendDate InitialCategoryOfAbuse LatestCategoryOfAbuse"
            " NumberOfPreviousCPP",
            "Reviews CPPreviewDate",
        ),
        "reviews": _part("", "CPPreviewDate"),
        "preproceedingsandfgdm": _part(
            "PPStartDate LBPSentDate FGDMMeetingOffer FGDMMeetingFac InitialPPMeetingDate"
            " ReviewMeetingsCount StepDecisionDate PPOutcome CourtAppDate LetterInitCPDate"
        ),
    }
)

# elements without children of their own that may come several times
VALUES = frozenset({"disability", "assessmentfactors", "cppreviewdate"})


@dataclass(frozen=True)
class Feed:
    """One canonical table: the element its rows come from and what each column is called there.

    A column whose name is blank is made by the reader: a stable key, or a fact of the return.
    ``since``: the year of the first return that asks for the part; an earlier one without it does
    not say that there are none.
    """

    table: str
    part: str
    columns: Mapping[str, str]
    since: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """What the file calls each column, for messages; a made key by what it is made from."""
        named = {column: name for column, name in self.columns.items() if name}
        own = [name for column, name in named.items() if column != "source_person_id"]
        made = [column for column in table_spec(self.table).key if not self.columns[column]]
        return {**dict.fromkeys(made, (own or list(named.values()))[0]), **named}


_PERSON = {"source_person_id": "LAchildID"}
_KEY = ""

FEEDS: tuple[Feed, ...] = (
    Feed(
        "person",
        "Child",
        {
            **_PERSON,
            "sex": "Sex",
            "ethnicity": "Ethnicity",
            "dob": "PersonBirthDate",
            "expected_dob": "ExpectedPersonBirthDate",
            "death_date": "PersonDeathDate",
            "upn_unknown": "UPNunknown",
        },
    ),
    Feed(
        "linked_identifiers",
        "ChildIdentifiers",
        {"table_id": _KEY, **_PERSON, "identifier_type": _KEY, "identifier_value": "UPN"},
    ),
    Feed(
        "disability",
        "Disabilities",
        {"table_id": _KEY, **_PERSON, "disability_code": "Disability"},
    ),
    Feed(
        "cin_episodes",
        "CINdetails",
        {
            "referral_id": _KEY,
            **_PERSON,
            "referral_date": "CINreferralDate",
            "cin_primary_need_code": "PrimaryNeedCode",
            "referral_source_code": "ReferralSource",
            "referral_nfa": "ReferralNFA",
            "close_reason": "ReasonForClosure",
            "close_date": "CINclosureDate",
        },
    ),
    Feed(
        "cin_assessments",
        "Assessments",
        {
            "assessment_id": _KEY,
            **_PERSON,
            "referral_id": _KEY,
            "assessment_start_date": "AssessmentActualStartDate",
            "assessment_auth_date": "AssessmentAuthorisationDate",
        },
    ),
    Feed(
        "assessment_factors",
        "FactorsIdentifiedAtAssessment",
        {
            "table_id": _KEY,
            "assessment_id": _KEY,
            "assessment_factors_json": "AssessmentFactors",
        },
    ),
    Feed(
        "cin_plans",
        "CINPlanDates",
        {
            "cin_plan_id": _KEY,
            "referral_id": _KEY,
            **_PERSON,
            "cin_plan_start_date": "CINPlanStartDate",
            "cin_plan_end_date": "CINPlanEndDate",
        },
        since=2022,
    ),
    Feed(
        "s47_enquiry",
        "Section47",
        {
            "s47_enquiry_id": _KEY,
            "referral_id": _KEY,
            **_PERSON,
            "s47_start_date": "S47ActualStartDate",
            "s47_nfa": "ICPCnotRequired",
            "s47_outcome_json": "ICPCnotRequired",
        },
    ),
    Feed(
        "initial_cp_conference",
        "DateOfInitialCPC",
        {
            "icpc_id": _KEY,
            "s47_enquiry_id": _KEY,
            **_PERSON,
            "cp_plan_id": _KEY,
            "referral_id": _KEY,
            "icpc_transfer_in": _KEY,
            "icpc_target_date": "InitialCPCtarget",
            "icpc_date": "DateOfInitialCPC",
            "icpc_outcome_cp_flag": _KEY,
        },
    ),
    Feed(
        "cp_plans",
        "ChildProtectionPlans",
        {
            "cp_plan_id": _KEY,
            "referral_id": _KEY,
            "icpc_id": _KEY,
            **_PERSON,
            "cp_plan_start_date": "CPPstartDate",
            "cp_plan_end_date": "CPPendDate",
            "cp_plan_initial_category": "InitialCategoryOfAbuse",
            "cp_plan_ola": _KEY,
            "cp_plan_latest_category": "LatestCategoryOfAbuse",
        },
    ),
    Feed(
        "cp_reviews",
        "Reviews",
        {
            "cp_review_id": _KEY,
            **_PERSON,
            "cp_plan_id": _KEY,
            "cp_review_date": "CPPreviewDate",
        },
    ),
    Feed(
        "pre_proceedings",
        "PreProceedingsandFGDM",
        {
            "table_id": _KEY,
            **_PERSON,
            "pre_pro_decision_date": "PPStartDate",
            "initial_pre_pro_meeting_date": "InitialPPMeetingDate",
            "pre_pro_outcome": "PPOutcome",
            "agree_stepdown_issue_date": "StepDecisionDate",
            "pre_pro_letter_date": "LBPSentDate",
            "care_pro_letter_date": "LetterInitCPDate",
            "pre_pro_meetings_num": "ReviewMeetingsCount",
        },
        since=2027,
    ),
)
