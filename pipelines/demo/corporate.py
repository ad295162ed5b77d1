"""Everything of the synthetic council that is not about single children, in one call.

Belongs here: which generator runs with which random stream. Does not belong here: any row.
Each generator draws from its own stream, so a change to one leaves the others as they were.
"""

import random

from pipelines.demo.complaints import complaint_tables
from pipelines.demo.fostering import fostering_tables
from pipelines.demo.improvement import improvement_tables
from pipelines.demo.organisation import Organisation, build_organisation
from pipelines.demo.profile import CouncilProfile, Tables
from pipelines.demo.quality import quality_tables
from pipelines.demo.staff_records import mark_supported_years, staff_tables
from pipelines.demo.training import training_tables
from pipelines.demo.workforce import workforce_tables


def stream(profile: CouncilProfile, subject: str) -> random.Random:
    """The random stream of one subject of one council."""
    return random.Random(f"{profile.seed}/{profile.la_code}/{subject}")


def council_organisation(profile: CouncilProfile) -> Organisation:
    """The organisation of a council, the same for the same profile."""
    return build_organisation(stream(profile, "organisation"), profile)


def corporate_tables(profile: CouncilProfile, organisation: Organisation) -> Tables:
    """Organisation, staff, audits, complaints, fostering and the improvement plan."""
    tables = organisation.tables()
    tables |= workforce_tables(stream(profile, "workforce"), profile, organisation)
    tables |= training_tables(stream(profile, "training"), profile, organisation)
    tables |= quality_tables(stream(profile, "quality"), profile, organisation)
    tables |= fostering_tables(stream(profile, "fostering"), profile, organisation)
    tables |= improvement_tables(stream(profile, "improvement"), profile, organisation)
    tables |= staff_tables(stream(profile, "staff records"), profile, organisation)
    tables |= complaint_tables(stream(profile, "complaints"), profile, organisation)
    mark_supported_years(stream(profile, "supported years"), tables["posts"])
    return tables
