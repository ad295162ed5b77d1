"""What a fix list calls records, columns and faults.

Belongs here: words for names of tables, columns and rules. Does not belong here: what is wrong and
what to do (each rule says that itself).
"""

from __future__ import annotations

from pathlib import Path

from pipelines.canonical.model import load_tables

RECORDS = {
    "person": "Child's own record",
    "person_merges": "Merge of records",
    "contacts": "Contact",
    "cin_episodes": "Referral",
    "cin_assessments": "Assessment",
    "assessment_factors": "Factors of an assessment",
    "s47_enquiry": "Section 47 enquiry",
    "initial_cp_conference": "Initial conference",
    "cp_plans": "Child protection plan",
    "cp_reviews": "Review conference",
    "cp_visits": "Child protection visit",
    "cin_plans": "Child in need plan",
    "cin_visits": "Child in need visit",
    "cla_episodes": "Episode of care",
    "cla_placement": "Placement",
    "cla_reviews": "Review of care",
    "cla_visits": "Visit in care",
    "cla_health": "Health check",
    "sdq_scores": "Strengths and difficulties",
    "legal_status": "Legal status",
    "missing": "Missing episode",
    "permanence": "Adoption record",
    "care_leavers": "Care leaver",
    "pre_proceedings": "Pre-proceedings",
    "early_help_episodes": "Early help episode",
    "involvements": "Involvement",
    "posts": "Post",
    "peps": "Personal education plan",
    "pathway_plans": "Pathway plan",
    "school_attendance": "Attendance",
}
# what a fault does to its record
EFFECTS = {"kept_out": "✖ In no figure", "to_check": "◆ Check"}
# reasons for which a row is not loaded, as the class of what is at fault
FAULTS = {
    "required_blank": "missing",
    "date_order": "date",
    "both_in_future": "date",
    "duplicate_key": "repeated record",
}
_WORDS = {
    "dob": "date of birth",
    "cp": "child protection",
    "cin": "child in need",
    "icpc": "initial conference",
    "cla": "care",
    "nfa": "no further action",
    "auth": "authorised",
    "s47": "section 47",
    "sdq": "questionnaire",
    "rhi": "return interview",
    "iro": "reviewing officer",
    "urn": "registration number",
    "fte": "full-time equivalent",
}


def record_words(table: str) -> str:
    """What a row of a table is: 'Referral'."""
    return RECORDS.get(table) or table.replace("_", " ").capitalize()


def column_words(column: str) -> str:
    """A column in plain words: 'cp_plan_end_date' as 'child protection plan end date'."""
    return " ".join(_WORDS.get(part, part) for part in column.split("_"))


def header_of(table: str, column: str, file: str) -> str:
    """What the file itself calls a column, where its layout is the canonical one; else nothing."""
    spec = load_tables().get(table)
    if spec is None or column not in spec.by_name or Path(file).stem != spec.source_file:
        return ""
    return spec.header(column)


def fault_words(fault: str) -> str:
    """The class of what is at fault; never the value."""
    return FAULTS.get(fault) or fault.replace("_", " ")
