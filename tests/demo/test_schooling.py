import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipelines.demo.profile import council_profile
from pipelines.demo.schooling import CareSpell, school_age, schooling_tables
from pipelines.demo.schools import school_year_of


@pytest.fixture(scope="module")
def spells() -> list[CareSpell]:
    rng = random.Random(3)
    made = []
    for number in range(500):
        born = date(1993, 1, 1) + timedelta(days=rng.randint(0, 365 * 20))
        start = max(born, date(2007, 1, 1) + timedelta(days=rng.randint(0, 3_000)))
        last = date(born.year + 18, born.month, min(born.day, 28)) - timedelta(days=1)
        end = min(last, start + timedelta(days=rng.randint(5, 2_500)))
        if start < end:
            made.append(
                CareSpell(f"C{number}", born, start, end if end < date(2015, 7, 1) else None)
            )
            again = end + timedelta(days=200)
            if number % 7 == 0 and again < min(last, date(2015, 3, 1)):
                made.append(CareSpell(f"C{number}", born, again, None))
    return made


@pytest.mark.parametrize(
    ("born", "opened", "left"),
    [
        (date(2005, 3, 31), date(2010, 4, 1), date(2021, 6, 25)),
        (date(2005, 4, 1), date(2010, 9, 1), date(2021, 6, 25)),
        (date(2005, 8, 31), date(2010, 9, 1), date(2021, 6, 25)),
        (date(2005, 9, 1), date(2011, 1, 1), date(2022, 6, 24)),
        (date(2004, 2, 29), date(2009, 4, 1), date(2020, 6, 26)),
    ],
)
def test_statutory_school_age(born, opened, left):
    assert school_age(born) == (opened, left)


def test_tables_are_the_same_whatever_the_order_of_the_spells(spells):
    profile = council_profile()
    forwards = schooling_tables(random.Random(1), profile, spells)
    backwards = schooling_tables(random.Random(1), profile, reversed(spells))
    assert forwards == backwards
    assert all(forwards.values())


def test_plans_lie_in_care_at_school_age(spells):
    tables = schooling_tables(random.Random(1), council_profile(), spells)
    held = defaultdict(list)
    for spell in spells:
        held[spell.source_person_id].append(spell)
    for row in tables["peps"]:
        mine = held[row["source_person_id"]]
        day = row["started_date"]
        assert any(spell.start <= day <= (spell.end or date.max) for spell in mine)
        assert school_age(mine[0].born)[0] <= day <= school_age(mine[0].born)[1]


def test_one_school_at_a_time_and_schools_that_exist(spells):
    tables = schooling_tables(random.Random(1), council_profile(), spells)
    judged = {row["school_urn"] for row in tables["school_judgements"]}
    rolls = defaultdict(list)
    for row in tables["school_rolls"]:
        rolls[row["source_person_id"]].append(row)
    unjudged = set()
    for rows in rolls.values():
        for before, after in pairwise(sorted(rows, key=lambda row: row["start_date"])):
            assert before["end_date"] == after["start_date"]
        unjudged |= {row["school_urn"] for row in rows} - judged
    assert len(unjudged) == 1, "the academy has no judgement of its own"


def test_results_belong_to_year_eleven(spells):
    tables = schooling_tables(random.Random(1), council_profile(), spells)
    born = {spell.source_person_id: spell.born for spell in spells}
    for row in tables["key_stage_4_results"]:
        year = row["academic_year_ending"]
        assert year == school_year_of(born[row["source_person_id"]]) + 17
        assert year <= 2014, "the results of 2015 come out after the last drop"
