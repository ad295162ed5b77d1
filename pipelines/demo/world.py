"""What the simulation knows: children and the journeys they make.

Belongs here: the plain records of a simulated child, referral, assessment, enquiry, plan and
period of care, true as they happened. Does not belong here: how they come about (journeys and
its parts) and how an extract shows them (child_tables, timeline).
"""

from dataclasses import dataclass, field
from datetime import date

from pipelines.demo.working_days import add_months


@dataclass(eq=False, slots=True)
class Child:
    """One child; ``born`` is None while unborn, ``expected`` is then the expected date."""

    number: int
    family: int
    sex: str
    ethnicity: str
    born: date | None
    expected: date | None = None
    known_on: date | None = None
    is_disabled: bool = False
    is_uasc: bool = False
    referrals: list["Referral"] = field(default_factory=list)

    def age_on(self, day: date) -> int:
        """Completed years on a day; -1 before birth."""
        birth = self.born or self.expected
        if birth is None or birth > day:
            return -1
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


@dataclass(eq=False, slots=True)
class Contact:
    """One child named in a contact, and the referral it became, if it did."""

    number: int
    child: Child
    on: date
    source: str
    reason: str
    decided_on: date | None
    is_referral: bool = False


@dataclass(eq=False, slots=True)
class Assessment:
    """A single assessment from start to authorisation (None while open)."""

    number: int
    referral: "Referral"
    start: date
    authorised: date | None = None
    is_nfa: bool = False


@dataclass(eq=False, slots=True)
class Enquiry:
    """A section 47 enquiry; ``conference_on`` is when its conference would be or was held."""

    number: int
    referral: "Referral"
    start: date
    conference_on: date
    end: date | None = None
    leads_to_conference: bool | None = None


@dataclass(eq=False, slots=True)
class Conference:
    """A child considered at an initial conference; ``enquiry`` is None for a transfer in."""

    number: int
    meeting: int
    referral: "Referral"
    on: date
    enquiry: Enquiry | None
    plan: "ProtectionPlan | None" = None
    is_transfer_in: bool = False


@dataclass(eq=False, slots=True)
class Review:
    """A review owed: due on a day, held on another (None while owed), known of since ``set_on``."""

    number: int
    due: date
    held: date
    set_on: date


@dataclass(eq=False, slots=True)
class ProtectionPlan:
    """A child protection plan with its review conferences in order."""

    number: int
    referral: "Referral"
    start: date
    category: str
    conference: Conference | None
    end: date | None = None
    reviews: list[Review] = field(default_factory=list)
    is_other_authority: bool = False
    next_review: Review | None = None

    def is_open(self, day: date) -> bool:
        """True if the plan is in force at the end of the day."""
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(eq=False, slots=True)
class Placement:
    """A stay with one carer under one placement type."""

    number: int
    kind: str
    provider: str
    carer: str
    start: date
    end: date | None = None
    reason: str | None = None
    miles: float = 5.0


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """A plan for adoption that was reversed, or still waits for a family."""

    decided: date
    ordered: date
    matched: date | None
    reversed_on: date | None


@dataclass(eq=False, slots=True)
class CarePeriod:
    """A period of being looked after; ``statuses`` are (code, first day), in order."""

    number: int
    referral: "Referral"
    start: date
    statuses: list[tuple[str, date]]
    end: date | None = None
    reason: str | None = None
    placements: list[Placement] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    moves: list[date] = field(default_factory=list)
    adoptive_from: date | None = None
    plan: AdoptionPlan | None = None

    @property
    def child(self) -> Child:
        """The child looked after."""
        return self.referral.child

    @property
    def is_short_break(self) -> bool:
        """True if every legal status is that of a series of short breaks."""
        return all(code in ("V3", "V4") for code, _ in self.statuses)

    def is_open(self, day: date) -> bool:
        """True if the child is looked after at the end of the day."""
        return self.start <= day and (self.end is None or self.end > day)

    def for_months(self, day: date, months: int) -> bool:
        """True if open on the day and begun at least so many calendar months before."""
        return self.is_open(day) and self.start <= add_months(day, -months)


@dataclass(eq=False, slots=True)
class Referral:
    """A referral of a child and the episode of need that follows it."""

    number: int
    child: Child
    on: date
    source: str
    need: str
    decided_on: date | None = None
    outcome: str = "assess"
    is_transfer_in: bool = False
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    conferences: list[Conference] = field(default_factory=list)
    plans: list[ProtectionPlan] = field(default_factory=list)
    care: list[CarePeriod] = field(default_factory=list)
    in_need_from: date | None = None
    in_need_to: date | None = None
    stay_days: int = 0
    closed_on: date | None = None
    close_reason: str | None = None

    @property
    def is_busy(self) -> bool:
        """True while an assessment, an enquiry, a plan or a period of care is under way."""
        return (
            any(step.authorised is None for step in self.assessments)
            or any(step.end is None for step in self.enquiries)
            or any(step.end is None for step in self.plans)
            or any(step.end is None for step in self.care)
        )

    def last_step(self) -> date:
        """The latest date on which something on this episode ended (or began it)."""
        dates = [self.on, self.decided_on]
        dates += [step.authorised for step in self.assessments]
        dates += [step.end for step in self.enquiries]
        dates += [conference.on for conference in self.conferences]
        dates += [step.end for step in self.plans] + [step.end for step in self.care]
        return max(day for day in dates if day is not None)


@dataclass(eq=False)
class World:
    """Everything simulated, with one counter per kind of record for stable ids."""

    children: list[Child] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    open_referrals: list[Referral] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)

    def number(self, kind: str) -> int:
        """The next number of a kind of record, from 1."""
        self.counters[kind] = self.counters.get(kind, 0) + 1
        return self.counters[kind]

    def plans(self) -> list[ProtectionPlan]:
        """Every child protection plan."""
        return [plan for referral in self.referrals for plan in referral.plans]

    def care_periods(self) -> list[CarePeriod]:
        """Every period of care, short breaks included."""
        return [period for referral in self.referrals for period in referral.care]
