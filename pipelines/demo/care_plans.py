"""Care plans, contacts by reviewing officers, earlier permanence orders, deprivation of liberty.

Belongs here: the rows of cla_care_plan, cla_iro_contacts, cla_previous_permanence and
deprivation_orders, and the day each placement was decided on. Does not belong here: reviews
(care_tables) and pathway plans.
"""

import json
import random
from datetime import date, timedelta

from pipelines.demo.draws import happens, weekday_on_or_after
from pipelines.demo.people_tables import person_id
from pipelines.demo.profile import CouncilProfile, Row, Tables
from pipelines.demo.working_days import WorkingDays, add_months
from pipelines.demo.world import CarePeriod

RECORDS_FROM = date(2011, 4, 1)
# What the dataset's care plan says of permanence, each Y or N.
PERMANENCE = (
    "REMAINSUP", "RETURN1M", "RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV",
    "ADOPTION", "OTHER",
)  # fmt: skip
PLANNED_IN_TIME, UPDATED = 0.8, 0.88
DECIDED_BEFORE, DECIDED_THAT_DAY = 0.72, 0.16
DEPRIVED_SHARE, HOMES = 0.45, ("K1", "K2")
TABLES = ("cla_care_plan", "cla_iro_contacts", "cla_previous_permanence", "deprivation_orders")


def care_plan_tables(
    rng: random.Random, profile: CouncilProfile, periods: list[CarePeriod], days: WorkingDays
) -> Tables:
    """Rows of the four tables.

    Args:
        rng: Random stream.
        profile: The council.
        periods: Periods of care, short breaks left out, in a fixed order.
        days: Working days.
    """
    tables: Tables = {name: [] for name in TABLES}
    for period in periods:
        last = min(period.end or profile.until, profile.until)
        _plans(tables, rng, period, last, days)
        _contacts(tables, period, last)
        _earlier_orders(tables, rng, period)
        _deprivation(tables, rng, period, last)
    return tables


def mark_decisions(rng: random.Random, episodes: list[Row]) -> None:
    """Writes on each first episode of care when the placement was decided on, if it was."""
    for row in episodes:
        start = row["cla_episode_start_date"]
        if row["cla_episode_start_reason"] != "S" or not isinstance(start, date):
            continue
        fate = rng.random()
        if fate < DECIDED_BEFORE:
            row["placement_decision_date"] = start - timedelta(days=rng.randint(1, 30))
        elif fate < DECIDED_BEFORE + DECIDED_THAT_DAY:
            row["placement_decision_date"] = start


def _plans(
    tables: Tables, rng: random.Random, period: CarePeriod, last: date, days: WorkingDays
) -> None:
    """A plan soon after entry, a new one before most reviews; permanence by the second or later.

    None is dated between the day the second review was due and the day it was held late: what
    counted for it when the month was published still does.
    """
    second = period.reviews[1] if len(period.reviews) > 1 else None
    decided = _decided_on(rng, period)
    kind = rng.choice(PERMANENCE[1:])
    made = [days.add(period.start, rng.randint(0, 12))]
    for item in period.reviews:
        back = rng.randint(0, 12) if happens(rng, UPDATED) else -rng.randint(8, 40)
        made.append(days.on_or_before(item.held - timedelta(days=back)))
    if decided is not None:
        made.append(decided)
    for day in sorted(set(made)):
        is_between = second is not None and second.due < day <= second.held
        if not RECORDS_FROM <= day <= last or day < period.start or is_between:
            continue
        flags = dict.fromkeys(PERMANENCE, "N")
        if decided is not None and day >= decided:
            flags[kind] = "Y"
        tables["cla_care_plan"].append(
            {
                "table_id": f"CPL{len(tables['cla_care_plan']) + 1:06d}",
                "source_person_id": person_id(period.child),
                "cla_care_plan_start_date": day,
                "cla_care_plan_end_date": None,
                "cla_care_plan_json": json.dumps(flags),
            }
        )


def _decided_on(rng: random.Random, period: CarePeriod) -> date | None:
    """When permanence was planned: by the second review for most, months later for the rest."""
    if len(period.reviews) < 2:
        return None
    second = period.reviews[1]
    if happens(rng, PLANNED_IN_TIME):
        return weekday_on_or_after(min(second.due, second.held) - timedelta(days=9))
    return weekday_on_or_after(add_months(second.held, 2) + timedelta(days=rng.randint(5, 90)))


def _contacts(tables: Tables, period: CarePeriod, last: date) -> None:
    """Every contact by the reviewing officer that episodes name for a while (care_tables)."""
    for item in period.reviews:
        day = item.held - timedelta(days=item.number % 30 + 2)
        if max(RECORDS_FROM, period.start) <= day <= last:
            tables["cla_iro_contacts"].append(
                {
                    "iro_contact_id": f"IRC{item.number:06d}",
                    "source_person_id": person_id(period.child),
                    "contact_date": day,
                }
            )


def _earlier_orders(tables: Tables, rng: random.Random, period: CarePeriod) -> None:
    """Whether the child came into care after an earlier adoption or special guardianship."""
    fate = rng.random()
    option = "P1" if fate < 0.015 else "P2" if fate < 0.04 else "Z1"
    tables["cla_previous_permanence"].append(
        {
            "table_id": f"PRV{period.number:06d}",
            "source_person_id": person_id(period.child),
            "previous_permanence_option": option,
            "_recorded_on": period.start,
        }
    )


def _deprivation(tables: Tables, rng: random.Random, period: CarePeriod, last: date) -> None:
    """Orders for some children in homes; those in a secure home are errors to be found."""
    for item in period.placements:
        is_secure = item.kind == "K1"
        if item.kind not in HOMES or not happens(rng, 1 if is_secure else DEPRIVED_SHARE):
            continue
        start = weekday_on_or_after(item.start + timedelta(days=rng.randint(5, 40)))
        end = start + timedelta(days=rng.randint(90, 330))
        if RECORDS_FROM <= start < min(item.end or last, last):
            tables["deprivation_orders"].append(
                {
                    "order_id": f"DOL{item.number:06d}",
                    "source_person_id": person_id(period.child),
                    "start_date": start,
                    "end_date": min(end, period.end or date.max),
                }
            )
