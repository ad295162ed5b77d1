"""Councils made once for the tests of their corporate half.

Belongs here: the calibrated council and a few others, without children. Does not belong here:
the written drops (conftest).
"""

from datetime import date
from functools import cache

from pipelines.demo.corporate import corporate_tables, council_organisation
from pipelines.demo.organisation import Organisation
from pipelines.demo.profile import CouncilProfile, Tables, council_profile

Council = tuple[CouncilProfile, Organisation, Tables]
CALIBRATED = ("871", 2015, 1.0)
COUNCILS = [CALIBRATED, ("826", 7, 1.0), ("871", 4, 0.2), ("999", 1, 3.0)]


@cache
def made(la_code: str, seed: int, size: float) -> Council:
    """The council's profile, organisation and tables."""
    profile = council_profile(la_code, seed, size)
    organisation = council_organisation(profile)
    return profile, organisation, corporate_tables(profile, organisation)


def between(value: object, first: date, last: date) -> bool:
    """True if the value is a date from first to last, both included."""
    return isinstance(value, date) and first <= value <= last
