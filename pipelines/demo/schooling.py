"""Schooling of looked-after children: plans, school rolls, results, activity after sixteen.

Belongs here: the rows of peps, school_rolls, school_judgements, key_stage_4_results and
post_16_activity, from the periods of care. Does not belong here: the periods of care.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.demo.draws import days_after, happens, weekday_on_or_after
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.schools import Schools, school_year_of

PEP_IN_TIME, PEP_LATE = 0.86, 0.1
TERMLY_PEP_HELD = 0.9
HEADLINE_SHARE = 0.15
MOVED_ON_ENTRY = 0.15
MOVES_A_YEAR = 0.12
LEARNING = (("F2", 62), ("P2", 6), ("F4", 6), ("F5", 8), ("G4", 3), ("G5", 13), ("G6", 2))
# First and last day of the weeks in which a term's plan is reviewed, by month and day.
TERMS = (((9, 14), (12, 11)), ((1, 12), (3, 20)), ((4, 20), (7, 10)))


@dataclass(frozen=True)
class CareSpell:
    """A period of care as the schools know it; ``end`` None means still looked after."""

    source_person_id: str
    born: date
    start: date
    end: date | None

    def last_day(self, until: date) -> date:
        """The last day in care, at most ``until``."""
        return until if self.end is None else min(self.end, until)


def schooling_tables(
    rng: random.Random, profile: CouncilProfile, spells: Iterable[CareSpell]
) -> Tables:
    """Rows of the five tables.

    Args:
        rng: Random stream.
        profile: The council.
        spells: Periods of care of born children, short breaks left out, in any order.
    """
    schools = Schools(rng, profile)
    by_child: dict[str, list[CareSpell]] = {}
    in_order = sorted(spells, key=lambda spell: (spell.start, spell.source_person_id))
    for spell in in_order:
        by_child.setdefault(spell.source_person_id, []).append(spell)
    rows = _Rows(rng, profile, schools)
    for held in by_child.values():
        rows.add_child(held)
    return {
        "peps": rows.numbered(rows.peps, "pep_id", "PEP"),
        "school_rolls": rows.numbered(rows.rolls, "roll_id", "SR"),
        "school_judgements": schools.judgement_rows(),
        "key_stage_4_results": rows.numbered(rows.results, "result_id", "KS"),
        "post_16_activity": rows.numbered(rows.activities, "activity_id", "PA"),
    }


class _Rows:
    """Collects rows child by child."""

    def __init__(self, rng: random.Random, profile: CouncilProfile, schools: Schools) -> None:
        self.rng = rng
        self.profile = profile
        self.schools = schools
        self.peps: list[Row] = []
        self.rolls: list[Row] = []
        self.results: list[Row] = []
        self.activities: list[Row] = []

    @staticmethod
    def numbered(rows: list[Row], key: str, prefix: str) -> list[Row]:
        """The rows with their ids."""
        for number, row in enumerate(rows, start=1):
            row[key] = f"{prefix}{number:05d}"
        return rows

    def add_child(self, held: list[CareSpell]) -> None:
        """All schooling of one child over all periods of care."""
        for spell in held:
            self._plans(spell)
        self._rolls(held)
        self._results(held)
        self._activities(held)

    def _plans(self, spell: CareSpell) -> None:
        """A first plan soon after entry, then one in most terms, at statutory school age."""
        rng, last = self.rng, spell.last_day(self.profile.until)
        opened, closed = school_age(spell.born)
        first = max(spell.start, opened)
        if first >= min(last, closed):
            return
        day = self._first_plan(first)
        if first >= self.profile.history_from and day is not None and day <= last:
            self._plan(spell.source_person_id, day)
        for year in range(max(first.year, self.profile.history_from.year), last.year + 1):
            for (from_month, from_day), (to_month, to_day) in TERMS:
                begins, ends = date(year, from_month, from_day), date(year, to_month, to_day)
                day = weekday_on_or_after(begins + (ends - begins) * rng.random())
                is_wanted = first + timedelta(days=42) < day <= min(last, closed)
                if is_wanted and day >= self.profile.history_from and happens(rng, TERMLY_PEP_HELD):
                    self._plan(spell.source_person_id, day)

    def _first_plan(self, entered: date) -> date | None:
        fate = self.rng.random()
        if fate < PEP_IN_TIME:
            return days_after(self.rng, entered, 2, 10)
        return days_after(self.rng, entered, 16, 40) if fate < PEP_IN_TIME + PEP_LATE else None

    def _plan(self, source_person_id: str, started: date) -> None:
        completed = None if happens(self.rng, 0.03) else days_after(self.rng, started, 0, 12)
        self.peps.append(
            {
                "pep_id": "",
                "source_person_id": source_person_id,
                "started_date": started,
                "completed_date": completed,
                "is_electronic": False,
            }
        )

    def _rolls(self, held: list[CareSpell]) -> None:
        """Schools on whose roll the child was, from the one attended on entry into care."""
        rng, born = self.rng, held[0].born
        reception, left = date(school_year_of(born) + 5, 9, 4), school_age(born)[1]
        secondary = date(school_year_of(born) + 12, 9, 4)
        ends = min(held[-1].last_day(self.profile.until), left)
        entered = max(held[0].start, self.profile.history_from)
        begins = max(reception, secondary if entered >= secondary else reception)
        if begins > ends:
            return
        moves = {secondary} if begins < secondary <= ends else set()
        for spell in held:
            if spell.start > begins and happens(rng, MOVED_ON_ENTRY):
                moves.add(days_after(rng, spell.start, 0, 20))
        years = (ends - max(begins, entered)).days / 365.25
        if happens(rng, MOVES_A_YEAR * max(years, 0)):
            middle = max(begins, entered)
            moves.add(weekday_on_or_after(middle + (ends - middle) * rng.random()))
        starts = [begins, *sorted(day for day in moves if begins < day <= ends)]
        stops: list[date | None] = [*starts[1:], left if left <= self.profile.until else None]
        for start, stop in zip(starts, stops, strict=True):
            is_placed_by_us = start > held[0].start
            self.rolls.append(
                {
                    "roll_id": "",
                    "source_person_id": held[0].source_person_id,
                    "school_urn": self.schools.choose(start >= secondary, start, is_placed_by_us),
                    "start_date": start,
                    "end_date": stop,
                    "_recorded_on": max(start, held[0].start),
                }
            )

    def _results(self, held: list[CareSpell]) -> None:
        """Results at the end of Year 11 of children in care on 31 March before, out in October."""
        year = school_year_of(held[0].born) + 17
        published, on = date(year, 10, 15), date(year, 3, 31)
        is_in_care = any(s.start <= on < s.last_day(date.max) for s in held)
        if is_in_care and self.profile.history_from <= on and published <= self.profile.until:
            self.results.append(
                {
                    "result_id": "",
                    "source_person_id": held[0].source_person_id,
                    "academic_year_ending": year,
                    "has_headline_measure": happens(self.rng, HEADLINE_SHARE),
                    "_recorded_on": published,
                }
            )

    def _activities(self, held: list[CareSpell]) -> None:
        """Spells of learning, work or neither from leaving school to the 18th birthday."""
        rng, born = self.rng, held[0].born
        left = school_age(born)[1]
        ends = min(self.profile.until, date(born.year + 18, born.month, min(born.day, 28)))
        day = max(left + timedelta(days=1), held[0].start)
        if held[-1].last_day(self.profile.until) < left or day < self.profile.history_from:
            return
        codes, weights = zip(*LEARNING, strict=True)
        while day < ends:
            code = str(rng.choices(codes, [float(weight) for weight in weights])[0])
            stop = day + timedelta(days=rng.randint(60, 420))
            self.activities.append(
                {
                    "activity_id": "",
                    "source_person_id": held[0].source_person_id,
                    "activity_code": code,
                    "has_plan": happens(rng, 0.45 if code.startswith("G") else 0.85),
                    "start_date": day,
                    "end_date": stop if stop < ends else None,
                }
            )
            day = stop


def school_age(born: date) -> tuple[date, date]:
    """First and last day of statutory school age.

    It begins on the prescribed day (31 August, 31 December, 31 March) on or after the fifth
    birthday, with the term that follows, and ends on the last Friday of June in the school year
    of the sixteenth birthday (Education Act 1996, section 8).
    """
    fifth = date(born.year + 5, born.month, min(born.day, 28))
    terms = (date(fifth.year, 4, 1), date(fifth.year, 9, 1), date(fifth.year + 1, 1, 1))
    opened = next(day for day in terms if day > fifth)
    end_of_june = date(school_year_of(born) + 17, 6, 30)
    return opened, end_of_june - timedelta(days=(end_of_june.weekday() - 4) % 7)
