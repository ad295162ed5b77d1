"""Audits of cases, plans and decisions, what they found and the actions they asked for.

Belongs here: the rows of audits, audit_standards and audit_actions. Does not belong here: case
supervision, which hangs on cases (casework.py), and the cases themselves.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.demo.draws import days_after, happens, verdicts, weekday_between
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.staffing_plan import CASE_HOLDING_TEAMS

PROGRAMME = (date(2015, 4, 7), date(2015, 6, 26))
ROUTINE_PAUSED_FROM = date(2014, 7, 1)
STANDARDS = tuple(f"PS{number}" for number in range(1, 13))
SYSTEM_TESTED = ("PS5", "PS7", "PS8")
APPLICABLE_PER_AUDIT = 5
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
SMART = ("is_specific", "is_measurable", "is_achievable", "is_realistic", "is_time_bound")
SYSTEM_MET_CHANCE = 0.74
STANDARD_MET_CHANCE = 0.62
DONE_LATE_CHANCE, NOT_DONE_CHANCE = 0.1, 0.08
ACTION_CLOSED_IN_TIME, ACTION_CLOSED_LATE = 0.68, 0.22


@dataclass(frozen=True)
class Theme:
    """One kind of audit in the programme of April to June 2015.

    ``number`` audits are completed at size 1, each found well with ``chance``; in the
    demonstration council exactly ``well`` are. ``missed`` more are due and never done.
    """

    audit_type: str
    number: int
    well: int
    chance: float
    teams: tuple[str, ...]
    subject: str | None = None
    plan_type: str | None = None
    missed: int = 1


THEMES = (
    Theme("threshold", 50, 43, 0.86, ("T1",), subject="other_contact", missed=2),
    Theme("threshold", 20, 12, 0.60, ("T1",), subject="domestic_violence_contact"),
    Theme("child_protection_risk", 20, 17, 0.85, ("T2", "T3")),
    Theme("plan", 24, 9, 0.38, ("T2",), plan_type="CIN", missed=2),
    Theme("plan", 16, 5, 0.31, ("T3",), plan_type="CP"),
    Theme("practice_standards", 20, 62, STANDARD_MET_CHANCE, CASE_HOLDING_TEAMS),
    Theme("supervision", 15, 9, 0.60, CASE_HOLDING_TEAMS),
)


def quality_tables(
    rng: random.Random, profile: CouncilProfile, organisation: Organisation
) -> Tables:
    """Rows of audits, audit_standards and audit_actions.

    An audit names the team and worker audited but no child: the audit log here is kept by the
    audited decision or plan, and not every council records the child on it.
    """
    makers = _Audits(rng, profile, organisation)
    for theme in THEMES:
        makers.run_theme(theme)
    makers.run_routine()
    return makers.tables()


class _Audits:
    """Collects audits and what follows from each."""

    def __init__(
        self, rng: random.Random, profile: CouncilProfile, organisation: Organisation
    ) -> None:
        self.rng = rng
        self.profile = profile
        self.organisation = organisation
        self.audits: list[Row] = []
        self.standards: list[Row] = []
        self.actions: list[Row] = []

    def tables(self) -> Tables:
        """The three tables, audits in order of their due date."""
        self.audits.sort(key=lambda row: (str(row["due_date"]), str(row["audit_id"])))
        return {
            "audits": self.audits,
            "audit_standards": self.standards,
            "audit_actions": self.actions,
        }

    def run_theme(self, theme: Theme) -> None:
        """The themed audits of spring 2015, each completed inside the programme."""
        exactly = theme.well if self.profile.is_calibrated else None
        number = self.profile.scaled(theme.number, least=2)
        if theme.audit_type == "practice_standards":
            checks = verdicts(self.rng, number * APPLICABLE_PER_AUDIT, theme.chance, exactly)
            found = [True] * number
        else:
            checks = []
            found = verdicts(self.rng, number, theme.chance, exactly)
        for position, is_well in enumerate(found):
            due = weekday_between(self.rng, PROGRAMME[0] + timedelta(days=10), PROGRAMME[1])
            row = self._audit(theme, due, self._done(due), is_well)
            mine = checks[position * APPLICABLE_PER_AUDIT : (position + 1) * APPLICABLE_PER_AUDIT]
            if mine:
                self._check_standards(row, mine)
        for _ in range(self.profile.scaled(theme.missed)):
            due = weekday_between(self.rng, PROGRAMME[0], PROGRAMME[1])
            self._audit(theme, due, None, False)

    def run_routine(self) -> None:
        """Monthly audits before the programme; from July 2014 only supervision was audited."""
        months = (PROGRAMME[0] - self.profile.history_from).days // 30
        for month in range(1, months):
            first = self.profile.history_from + timedelta(days=30 * month)
            for _ in range(self.profile.audits_per_month):
                due = weekday_between(self.rng, first, first + timedelta(days=29))
                themes = THEMES if due < ROUTINE_PAUSED_FROM else THEMES[-1:]
                theme = self.rng.choice(themes)
                done = None if happens(self.rng, NOT_DONE_CHANCE) else self._done_sometime(due)
                if theme.audit_type != "supervision" and done and done >= ROUTINE_PAUSED_FROM:
                    done = None
                row = self._audit(theme, due, done, happens(self.rng, theme.chance))
                if done and theme.audit_type == "practice_standards":
                    self._check_standards(
                        row, verdicts(self.rng, APPLICABLE_PER_AUDIT, STANDARD_MET_CHANCE)
                    )

    def _done(self, due: date) -> date:
        """Completion within the programme: up to ten days early, one in ten late."""
        if happens(self.rng, DONE_LATE_CHANCE):
            return min(days_after(self.rng, due, 1, 9), date(2015, 6, 30))
        return weekday_between(self.rng, max(due - timedelta(days=10), PROGRAMME[0]), due)

    def _done_sometime(self, due: date) -> date:
        """Completion of a routine audit, before the spring programme began."""
        early = weekday_between(self.rng, due - timedelta(days=10), due)
        late = happens(self.rng, DONE_LATE_CHANCE)
        done = days_after(self.rng, due, 1, 20) if late else early
        return min(done, PROGRAMME[0] - timedelta(days=7))

    def _audit(self, theme: Theme, due: date, done: date | None, is_well: bool) -> Row:
        rng, kind = self.rng, theme.audit_type
        team_id = rng.choice(theme.teams)
        announced = max(self.profile.history_from, due - timedelta(days=28))
        on = min(done or due, announced)
        smart = _elements(rng, is_well if kind == "plan" else None)
        grade = _grade(rng, is_well)
        row: Row = {
            "audit_id": f"AU{len(self.audits) + 1:05d}",
            "audit_type": kind,
            "source_person_id": None,
            "subject": theme.subject,
            "team_id": team_id,
            "worker_id": rng.choice(self.organisation.lead_workers(team_id, on)),
            "auditor_id": self._auditor(team_id, on),
            "due_date": due,
            "completed_date": done,
            "grade": grade,
            "moderated_grade": _moderated(rng, grade) if happens(rng, 0.2) else None,
            "is_sound": is_well if kind == "threshold" else None,
            "is_risk_well_managed": is_well if kind == "child_protection_risk" else None,
            "plan_type": theme.plan_type,
            **smart,
            "_recorded_on": max(self.profile.history_from, due - timedelta(days=28)),
        }
        if done is None:
            _clear_findings(row)
        else:
            row["_recorded_on"] = min(done, due - timedelta(days=28))
            self._ask_for_actions(row, done, is_well)
        self.audits.append(row)
        return row

    def _auditor(self, team_id: str, on: date) -> str:
        """A manager of another team."""
        others = [team for team in self.organisation.teams if team != team_id]
        return self.rng.choice(self.organisation.managers(self.rng.choice(others), on))

    def _ask_for_actions(self, audit: Row, done: date, is_well: bool) -> None:
        rng = self.rng
        number = int(happens(rng, 0.3)) if is_well else rng.randint(1, 2)
        for position in range(1, number + 1):
            due = days_after(rng, done, 14, 60)
            fate = rng.random()
            closed = None
            if fate < ACTION_CLOSED_IN_TIME:
                closed = weekday_between(rng, done + timedelta(days=1), due)
            elif fate < ACTION_CLOSED_IN_TIME + ACTION_CLOSED_LATE:
                closed = days_after(rng, due, 1, 40)
            owners = self.organisation.managers(str(audit["team_id"]), done)
            self.actions.append(
                {
                    "audit_action_id": f"{audit['audit_id']}-A{position}",
                    "audit_id": audit["audit_id"],
                    "owner_id": rng.choice(owners),
                    "team_id": audit["team_id"],
                    "due_date": due,
                    "closed_date": closed,
                    "_recorded_on": done,
                }
            )

    def _check_standards(self, audit: Row, met: list[bool]) -> None:
        """An auditor's check of each standard (five of them apply) and the system's own tests."""
        applicable = dict(zip(self.rng.sample(STANDARDS, len(met)), met, strict=True))
        found = [
            (code, "auditor", _result(applicable[code]) if code in applicable else "not_applicable")
            for code in STANDARDS
        ]
        found += [
            (code, "system", _result(happens(self.rng, SYSTEM_MET_CHANCE)))
            for code in SYSTEM_TESTED
        ]
        for code, checked_by, result in found:
            self.standards.append(
                {
                    "audit_standard_id": f"{audit['audit_id']}-{checked_by[0].upper()}-{code}",
                    "audit_id": audit["audit_id"],
                    "standard_code": code,
                    "result": result,
                    "checked_by": checked_by,
                    "_recorded_on": audit["completed_date"],
                }
            )


def _result(is_met: bool) -> str:
    return "met" if is_met else "not_met"


def _elements(rng: random.Random, is_smart: bool | None) -> Row:
    """The five judgements of a plan: all met, or at least one not; none (None) for other audits."""
    if is_smart is not False:
        return {name: is_smart for name in SMART}  # noqa: C420 - fromkeys loses the type
    elements: Row = {name: happens(rng, 0.6) for name in SMART}
    elements[rng.choice(("is_measurable", "is_time_bound"))] = False
    return elements


def _grade(rng: random.Random, is_well: bool) -> str:
    return rng.choices(GRADES, (10, 55, 33, 2) if is_well else (0, 10, 70, 20))[0]


def _moderated(rng: random.Random, grade: str) -> str:
    """A moderator agrees, or is one grade harder."""
    harder = min(GRADES.index(grade) + 1, len(GRADES) - 1)
    return GRADES[harder] if happens(rng, 0.25) else grade


def _clear_findings(row: Row) -> None:
    for name in (*SMART, "grade", "moderated_grade", "is_sound", "is_risk_well_managed"):
        row[name] = None
