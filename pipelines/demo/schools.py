"""Synthetic schools: their inspection judgements, and which school a child joins.

Belongs here: the rows of school_judgements and the choice of a school. Does not belong here:
the children on the rolls (schooling.py).
"""

import random
from datetime import date

from pipelines.demo.draws import happens, weekday_between
from pipelines.demo.profile import CouncilProfile, Row

FIRST_URN = 990_001
PRIMARY_SCHOOLS, SECONDARY_SCHOOLS = 24, 12
INADEQUATE = 4
GRADE_SHARES = (16, 54, 24, 6)
INSPECTED_FROM = date(2007, 9, 10)
# An academy conversion closes one school number and opens another, not yet inspected.
CONVERTED_ON = date(2013, 9, 2)
PLACED_AT_INADEQUATE = 0.04


def school_year_of(born: date) -> int:
    """The year in which the school year of the birth began (1 September to 31 August)."""
    return born.year if born.month >= 9 else born.year - 1


class Schools:
    """The schools that children of the council attend; numbers lie outside those in use."""

    def __init__(self, rng: random.Random, profile: CouncilProfile) -> None:
        self.rng = rng
        self.until = profile.until
        primary = profile.scaled(PRIMARY_SCHOOLS, least=4)
        secondary = profile.scaled(SECONDARY_SCHOOLS, least=3)
        urns = [str(FIRST_URN + number) for number in range(primary + secondary + 1)]
        self.primary, self.secondary = urns[:primary], urns[primary:-1]
        self.converted, self.academy = self.secondary[0], urns[-1]
        self.judgements = {urn: self._inspections(urn) for urn in urns}

    def _inspections(self, urn: str) -> list[tuple[date, int]]:
        """Inspections every one to four years, sooner after a poor one; none yet at the academy."""
        if urn == self.academy:
            return []
        last = CONVERTED_ON if urn == self.converted else self.until
        result: list[tuple[date, int]] = []
        day = weekday_between(self.rng, INSPECTED_FROM, date(2010, 3, 26))
        while day < last:
            result.append((day, self.rng.choices((1, 2, 3, 4), GRADE_SHARES)[0]))
            longest = 2 if result[-1][1] >= 3 else 4
            day = weekday_between(
                self.rng,
                date(day.year + 1, day.month, 1),
                date(day.year + longest, day.month, 28),
            )
        return result

    def grade_on(self, urn: str, day: date) -> int | None:
        """The overall judgement in force on a day; None if not yet inspected."""
        grades = [grade for inspected, grade in self.judgements[urn] if inspected <= day]
        return grades[-1] if grades else None

    def choose(self, is_secondary: bool, day: date, is_placed: bool) -> str:
        """A school to join on a day; a council that places a child seldom picks an inadequate one.

        Args:
            is_secondary: Whether the child is of secondary age.
            day: The day of joining.
            is_placed: Whether the council chose the school, the child being looked after.
        """
        open_schools = self.secondary if is_secondary else self.primary
        if is_secondary and day >= CONVERTED_ON:
            open_schools = [*open_schools[1:], self.academy]
        if is_placed and not happens(self.rng, PLACED_AT_INADEQUATE):
            better = [urn for urn in open_schools if self.grade_on(urn, day) != INADEQUATE]
            open_schools = better or open_schools
        return self.rng.choice(open_schools)

    def judgement_rows(self) -> list[Row]:
        """One row per school and inspection."""
        return [
            {"school_urn": urn, "judgement_date": day, "overall_grade": grade}
            for urn, judgements in self.judgements.items()
            for day, grade in judgements
        ]
