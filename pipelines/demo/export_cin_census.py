"""The synthetic council's month as a CIN Census return, in the shape of a genuine one.

Belongs here: which rows a return of the year holds, and its elements. Does not belong here: which
rows there are (council, timeline), how a return is read (pipelines.sources.cin_census).
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as Xml

from pipelines.demo.export_rows import (
    day,
    grouped,
    is_open_in,
    is_within,
    month_end,
    survivors,
    who,
    year_of,
)
from pipelines.demo.formats import Export
from pipelines.demo.profile import Row

_NOTE = " SYNTHETIC DATA: made by a simulation. No person in it exists. "
_GENDERS = {"M": "1", "F": "2", "U": "0"}


def write_cin_census(given: Export) -> list[Path]:
    """One XML file: children with an episode open between 1 April and the extract."""
    begins, ends = year_of(month_end(given.month))
    until = min(ends, given.extracted_on)
    episodes = [
        row
        for row in given.tables.get("cin_episodes", [])
        if is_open_in(row, "referral_date", "close_date", begins, until)
    ]
    writer = _Writer(given, begins, until)
    path = given.folder / f"CIN_Census_{given.month}.xml"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        file.write(f"<!--{_NOTE}-->\n<Message>\n")
        file.write(_text(_header(given, ends), 1))
        file.write("  <Children>\n")
        by_child: dict[str, list[Row]] = {}
        for row in episodes:
            by_child.setdefault(who(row, writer.merged), []).append(row)
        for child, rows in by_child.items():
            file.write(_text(writer.child(child, rows), 2))
        file.write("  </Children>\n</Message>\n")
    return [path]


def _text(element: Xml.Element, level: int) -> str:
    Xml.indent(element, "  ", level)
    return "  " * level + Xml.tostring(element, encoding="unicode").rstrip() + "\n"


def _add(parent: Xml.Element, name: str, value: object) -> None:
    """A leaf, where there is a value."""
    if value is None:
        return
    text = ("false", "true")[value] if isinstance(value, bool) else str(value)
    Xml.SubElement(parent, name).text = text


def _header(given: Export, ends: date) -> Xml.Element:
    header = Xml.Element("Header")
    about = Xml.SubElement(header, "CollectionDetails")
    _add(about, "Collection", "CIN")
    _add(about, "Year", ends.year)
    _add(about, "ReferenceDate", ends)
    source = Xml.SubElement(header, "Source")
    _add(source, "SourceLevel", "L")
    _add(source, "LEA", given.profile.la_code)
    _add(source, "SoftwareCode", "SYNTHETIC")
    _add(source, "SerialNo", "001")
    return header


class _Writer:
    """Elements of one return, from rows looked up by child and by referral."""

    def __init__(self, given: Export, begins: date, until: date) -> None:
        tables = given.tables
        self.merged = survivors(tables)
        self.begins, self.until = begins, until
        self.people = {str(row["source_person_id"]): row for row in tables.get("person", [])}
        self.disabilities = grouped(tables.get("disability", []), "source_person_id")
        self.assessments = grouped(tables.get("cin_assessments", []), "referral_id")
        self.factors = grouped(tables.get("assessment_factors", []), "assessment_id")
        self.plans_in_need = grouped(tables.get("cin_plans", []), "referral_id")
        self.enquiries = grouped(tables.get("s47_enquiry", []), "referral_id")
        self.conferences = grouped(tables.get("initial_cp_conference", []), "s47_enquiry_id")
        self.other_conferences = grouped(
            (
                row
                for row in tables.get("initial_cp_conference", [])
                if row.get("s47_enquiry_id") is None
            ),
            "referral_id",
        )
        own = [row for row in tables.get("cp_plans", []) if not row.get("cp_plan_ola")]
        self.plans = grouped(own, "referral_id")
        self.plans_of = grouped(own, "source_person_id")
        self.reviews = grouped(tables.get("cp_reviews", []), "cp_plan_id")

    def child(self, key: str, episodes: Iterable[Row]) -> Xml.Element:
        """One child with every episode of the year."""
        child = Xml.Element("Child")
        person = self.people.get(key, {})
        named = Xml.SubElement(child, "ChildIdentifiers")
        _add(named, "LAchildID", key)
        _add(named, "UPNunknown", "UN1")
        _add(named, "PersonBirthDate", person.get("dob"))
        if person.get("dob") is None:
            _add(named, "ExpectedPersonBirthDate", person.get("expected_dob"))
        _add(named, "GenderCurrent", _GENDERS.get(str(person.get("sex")), "9"))
        _add(named, "PersonDeathDate", person.get("death_date"))
        about = Xml.SubElement(child, "ChildCharacteristics")
        _add(about, "Ethnicity", person.get("ethnicity"))
        needs = self.disabilities.get(key, [])
        if needs:
            group = Xml.SubElement(about, "Disabilities")
            for row in needs:
                _add(group, "Disability", row.get("disability_code"))
        for row in episodes:
            self._episode(child, row)
        return child

    def _episode(self, child: Xml.Element, row: Row) -> None:
        details = Xml.SubElement(child, "CINdetails")
        referral = row["referral_id"]
        _add(details, "CINreferralDate", row.get("referral_date"))
        _add(details, "ReferralSource", row.get("referral_source_code"))
        _add(details, "PrimaryNeedCode", row.get("cin_primary_need_code"))
        _add(details, "CINclosureDate", row.get("close_date"))
        _add(details, "ReasonForClosure", row.get("close_reason"))
        for other in self.other_conferences.get(referral, []):
            if is_within(other, "icpc_date", self.begins, self.until):
                _add(details, "DateOfInitialCPC", other.get("icpc_date"))
        for assessment in self.assessments.get(referral, []):
            if self._is_open(assessment, "assessment_start_date", "assessment_auth_date"):
                self._assessment(details, assessment)
        for plan in self.plans_in_need.get(referral, []):
            if self._is_open(plan, "cin_plan_start_date", "cin_plan_end_date"):
                dates = Xml.SubElement(details, "CINPlanDates")
                _add(dates, "CINPlanStartDate", plan.get("cin_plan_start_date"))
                _add(dates, "CINPlanEndDate", plan.get("cin_plan_end_date"))
        for enquiry in self.enquiries.get(referral, []):
            self._enquiry(details, enquiry)
        _add(details, "ReferralNFA", row.get("referral_nfa"))
        for plan in self.plans.get(referral, []):
            if self._is_open(plan, "cp_plan_start_date", "cp_plan_end_date"):
                self._plan(details, plan)

    def _is_open(self, row: Row, start: str, end: str) -> bool:
        return is_open_in(row, start, end, self.begins, self.until)

    def _assessment(self, details: Xml.Element, row: Row) -> None:
        element = Xml.SubElement(details, "Assessments")
        _add(element, "AssessmentActualStartDate", row.get("assessment_start_date"))
        _add(element, "AssessmentAuthorisationDate", row.get("assessment_auth_date"))
        for found in self.factors.get(row["assessment_id"], []):
            group = Xml.SubElement(element, "FactorsIdentifiedAtAssessment")
            for factor, answer in json.loads(str(found["assessment_factors_json"])).items():
                if answer == "Y":
                    _add(group, "AssessmentFactors", factor)

    def _enquiry(self, details: Xml.Element, row: Row) -> None:
        """An enquiry begun in the year, or whose conference was held in it."""
        conference = next(iter(self.conferences.get(row["s47_enquiry_id"], [])), {})
        if not (
            is_within(row, "s47_start_date", self.begins, self.until)
            or is_within(conference, "icpc_date", self.begins, self.until)
        ):
            return
        element = Xml.SubElement(details, "Section47")
        _add(element, "S47ActualStartDate", row.get("s47_start_date"))
        _add(element, "InitialCPCtarget", conference.get("icpc_target_date"))
        _add(element, "DateOfInitialCPC", conference.get("icpc_date"))
        _add(element, "ICPCnotRequired", bool(row.get("s47_nfa")) and not conference)

    def _plan(self, details: Xml.Element, row: Row) -> None:
        element = Xml.SubElement(details, "ChildProtectionPlans")
        start = day(row, "cp_plan_start_date") or date.min
        earlier = [
            one
            for one in self.plans_of.get(row["source_person_id"], [])
            if (day(one, "cp_plan_start_date") or date.max) < start
        ]
        _add(element, "CPPstartDate", row.get("cp_plan_start_date"))
        _add(element, "CPPendDate", row.get("cp_plan_end_date"))
        _add(element, "InitialCategoryOfAbuse", row.get("cp_plan_initial_category"))
        _add(element, "LatestCategoryOfAbuse", row.get("cp_plan_latest_category"))
        _add(element, "NumberOfPreviousCPP", len(earlier))
        held = [
            one.get("cp_review_date")
            for one in self.reviews.get(row["cp_plan_id"], [])
            if is_within(one, "cp_review_date", self.begins, self.until)
        ]
        if held:
            reviews = Xml.SubElement(element, "Reviews")
            for on in held:
                _add(reviews, "CPPreviewDate", on)
