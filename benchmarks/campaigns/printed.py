"""The figures the scrutiny report of 14 July 2015 prints, with paragraph, basis, period and drop.

Belongs here: typed-in figures, in no other place. The pipeline knows none of them. Does not belong
here: reading what was published (demonstration).
"""

from __future__ import annotations

from dataclasses import dataclass

APRIL, MAY, JUNE = "2015-04", "2015-05", "2015-06"


@dataclass(frozen=True)
class Printed:
    """One printed figure and where it is read.

    ``counts`` is "numerator / denominator" where the report or the demonstration's recipe fixes
    them, else empty; ``beside`` is a comparator printed with it, by the column that carries it.
    """

    paragraph: str
    kpi: str
    month: str
    as_at: str
    basis: str
    value: str
    counts: str = ""
    category: str | None = None
    variant: str | None = None
    beside: tuple[str, str] | None = None
    whole_number: bool = False


FIGURES = (
    Printed("6.1a", "contact_decision_1wd_pct", APRIL, APRIL, "IM", "100", "620 / 620"),
    Printed("6.1a", "referral_decision_1wd_pct", APRIL, APRIL, "IM", "80.1", "157 / 196"),
    Printed("6.1a", "referral_decision_1wd_pct", "2015-03", APRIL, "IM", "65.6", "128 / 195"),
    Printed("6.1b", "re_referral_12m_pct", APRIL, APRIL, "R12", "19.6", "447 / 2282"),
    Printed("6.1b", "referral_rate_per_10k", APRIL, APRIL, "R12", "576.8", "2282"),
    Printed("6.1c", "assessment_45wd_pct", APRIL, APRIL, "R12", "80.4", "1608 / 2000"),
    Printed("6.1c", "assessment_45wd_pct", APRIL, APRIL, "IM", "94.4", "170 / 180"),
    Printed("6.1d", "cpp_review_timely_pct", APRIL, APRIL, "SNAP", "98", "147 / 150"),
    Printed(
        "6.1e", "cla_rate_per_10k", APRIL, APRIL, "SNAP", "52.3", "207",
        beside=("neighbour_mean", "61.4"),
    ),
    Printed(
        "7.2", "cpp_rate_per_10k", APRIL, APRIL, "SNAP", "51.8", "205",
        beside=("neighbour_mean", "45"),
    ),
    Printed("7.2", "cpp_rate_per_10k", "2014-05", APRIL, "SNAP", "71.8", "284"),
    Printed(
        "7.1", "s47_rate_per_10k", APRIL, APRIL, "R12", "244", "965",
        beside=("neighbour_mean", "139"), whole_number=True,
    ),
    Printed(
        "7.1", "s47_rate_per_10k", APRIL, APRIL, "R12", "243.9", beside=("england_value", "124")
    ),
    Printed("6.1f", "cla_long_term_stability_pct", MAY, MAY, "SNAP", "75", "45 / 60"),
    Printed("6.1f", "cla_long_term_stability_pct", "2014-05", MAY, "SNAP", "61.5", "40 / 65"),
    Printed("6.1g", "perm_adoption_sgo_6m_pct", MAY, MAY, "R12", "21.9", "33 / 151"),
    Printed("5.5.1", "perm_staff_pct", "2015-03", APRIL, "SNAP", "54", "54 / 100"),
    Printed("5.5.1", "agency_staff_pct", "2015-03", APRIL, "SNAP", "46", "46 / 100"),
    Printed("5.5.1", "perm_staff_pct", "2014-03", APRIL, "SNAP", "48", "48 / 100"),
)  # fmt: skip

SECTION_5_AND_7 = (
    Printed("5.4", "improvement_grant_gbp", JUNE, JUNE, "", "165000"),
    Printed("5.5.3", "recruitment_campaigns_delivered", JUNE, JUNE, "", "1"),
    Printed(
        "5.5.3", "recruitment_campaigns_delivered", JUNE, JUNE, "", "3",
        category="national_campaign", variant="planned",
    ),
    Printed("5.5.4", "recruitment_pipeline", JUNE, JUNE, "", "5", category="appointed"),
    Printed("5.5.4", "recruitment_offers_ytd", JUNE, JUNE, "", "5", category="rolling"),
    Printed("5.5.4", "recruitment_offers_ytd", JUNE, JUNE, "", "10"),
    Printed(
        "5.5.6", "perm_staff_forecast_pct", JUNE, JUNE, "", "64", "64 / 100",
        category="known_leavers",
    ),
    Printed("5.6.2", "threshold_sound_pct", JUNE, JUNE, "", "86", "43 / 50",
            category="other_contact"),
    Printed("5.6.2", "threshold_sound_pct", JUNE, JUNE, "", "60", "12 / 20",
            category="domestic_violence_contact"),
    Printed("5.6.2", "risk_well_managed_pct", JUNE, JUNE, "", "85", "17 / 20"),
    Printed("5.6.2", "practice_standards_met_pct", JUNE, JUNE, "", "62"),
    Printed("5.6.2", "plan_smart_pct", JUNE, JUNE, "", "35", "14 / 40"),
    Printed("5.7.3", "mgmt_programme_pct", JUNE, JUNE, "", "100", "10 / 10"),
    Printed("7.3", "foster_recruit_pipeline", JUNE, JUNE, "", "7", variant="in_assessment"),
    Printed("7.3", "foster_recruit_pipeline", JUNE, JUNE, "", "3", category="stage_1"),
    Printed("7.3", "foster_recruit_pipeline", JUNE, JUNE, "", "3", category="stage_2"),
    Printed("7.3", "foster_recruit_pipeline", JUNE, JUNE, "", "1", category="panel"),
    Printed("7.3", "foster_households_approved_ytd", JUNE, JUNE, "", "0"),
)  # fmt: skip
