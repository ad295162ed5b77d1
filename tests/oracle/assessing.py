"""Assessments: how long they took, what they found and whether the child was seen.

Belongs here: figures about assessments beyond their number and the 45-day limit. Does not belong
here: those two and the median (front_door).

Readings: a child without a date of birth but with an expected one is not born yet. The last
assessment of an episode is the one that started last. First seen is the recorded day, else the
first child in need visit since the referral on which the child was seen; a day before the referral
is an error and never in time.
"""

import json
from datetime import date

from tests.oracle.care import Care
from tests.oracle.credit import Credit, Leads
from tests.oracle.days import FOREVER, working_day_after, working_days
from tests.oracle.figures import Measure, Part
from tests.oracle.front_door import ASSESSMENT_LIMIT
from tests.oracle.makers import FLOWS, STOCK, TEAMS, YEARS, Maker
from tests.oracle.records import Drop, Record, by_person, per_drop, unborn

FIRST_DAY_OF_CALENDAR = date(2010, 1, 1)
SEEN_LIMIT = 10
NOT_IN_NEED = {"RC8", "RC9"}
BANDS = ((10, "0 to 10"), (20, "11 to 20"), (30, "21 to 30"), (40, "31 to 40"), (45, "41 to 45"))
OVER = "46 and over"
NONE_FOUND = "21"
UNKNOWN_CODE = "not in the code set"
WHO = ("child", "parent or carer", "another person")
WITH_WHO = {
    "1": "Alcohol misuse", "2": "Drug misuse", "3": "Domestic abuse", "4": "Mental health",
    "5": "Learning disability", "6": "Physical disability or illness",
}  # fmt: skip
EXPLOITED = "Exploitation, gangs, missing or trafficking"
FAITH = "Faith, belief or genital mutilation"
# code of the children in need census: factor, group
FACTORS = {
    **{
        number + letter: (f"{name}: {who}", name)
        for number, name in WITH_WHO.items()
        for letter, who in zip("ABC", WHO, strict=True)
    },
    "7A": ("Young carer", "Young carer"),
    "8B": ("Privately fostered: from overseas, to return", "Privately fostered"),
    "8C": ("Privately fostered: from overseas, to stay", "Privately fostered"),
    "8D": ("Privately fostered: for education", "Privately fostered"),
    "8E": ("Privately fostered: by family arrangement", "Privately fostered"),
    "8F": ("Privately fostered: other", "Privately fostered"),
    "9A": ("Unaccompanied asylum-seeking child", "Unaccompanied asylum seeker"),
    "10A": ("Going missing", EXPLOITED),
    "11A": ("Child sexual exploitation", EXPLOITED),
    "12A": ("Trafficking", EXPLOITED),
    "13A": ("Gangs", EXPLOITED),
    "24A": ("Child criminal exploitation", EXPLOITED),
    "14A": ("Socially unacceptable behaviour", "Socially unacceptable behaviour"),
    "15A": ("Self-harm", "Self-harm"),
    "16A": ("Neglect", "Neglect"),
    "17A": ("Emotional abuse", "Emotional abuse"),
    "18A": ("Physical abuse: not said by whom", "Physical abuse"),
    "18B": ("Physical abuse: by an adult", "Physical abuse"),
    "18C": ("Physical abuse: by a child", "Physical abuse"),
    "19A": ("Sexual abuse: not said by whom", "Sexual abuse"),
    "19B": ("Sexual abuse: by an adult", "Sexual abuse"),
    "19C": ("Sexual abuse: by a child", "Sexual abuse"),
    "22A": ("Female genital mutilation", FAITH),
    "23A": ("Abuse linked to faith or belief", FAITH),
    "20": ("Other", "Other"),
    NONE_FOUND: ("No factors identified", ""),
}
GROUPS = (*dict.fromkeys(group for _, group in FACTORS.values() if group), UNKNOWN_CODE)


def _authorised(drop: Drop) -> list[Record]:
    return [row for row in drop["cin_assessments"] if row["assessment_auth_date"]]


def _credit(leads: Leads, row: Record, day: date) -> Credit:
    """The assessment's own team and worker; else who led on the day."""
    if row["assessment_team"] or row["assessment_worker_id"]:
        return leads.known(row["assessment_team"], row["assessment_worker_id"])
    return leads.at_event(row["person"], day)


def _band(days: int) -> str:
    return next((name for limit, name in BANDS if days <= limit), OVER)


def bands(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: assessments authorised in bands 0-10, 11-20, 21-30, 31-40, 41-45, 46+ days."""
    return [
        Part(end, 1, 1, _credit(leads, row, end), category=_band(working_days(start, end)))
        for row in _authorised(drop)
        for start, end in [(row["assessment_start_date"], row["assessment_auth_date"])]
        if start >= FIRST_DAY_OF_CALENDAR
    ]


def overdue(drop: Drop, leads: Leads, _care: Care, ends: list[date]) -> list[Part]:
    """Rule: no authorisation date at period end and WD(start, period end) > 45."""
    parts = []
    for row in drop["cin_assessments"]:
        start, authorised = row["assessment_start_date"], row["assessment_auth_date"]
        for end in ends:
            is_open = start <= end < (authorised or FOREVER)
            if is_open and working_days(start, end) > ASSESSMENT_LIMIT:
                credit = leads.at_start(row["person"], end)
                parts.append(Part(end, 1, None, credit, is_stock=True))
    return parts


def child_seen(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: assessments authorised, excluding unborn children; child-seen flag = yes."""
    is_unborn = unborn(drop)
    return [
        Part(end, int(row["assessment_child_seen"] is True), 1, _credit(leads, row, end))
        for row in _authorised(drop)
        for end in [row["assessment_auth_date"]]
        if not is_unborn(row["person"], end)
    ]


def not_in_need(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: last assessment of an episode closed RC8/RC9 on or after its authorisation."""
    last: dict[str, tuple[date, str]] = {}
    for row in drop["cin_assessments"]:
        episode, one = row["referral_id"], (row["assessment_start_date"], row["assessment_id"])
        if episode:
            last[episode] = max(last.get(episode, one), one)
    closed = {
        row["referral_id"]: row["close_date"]
        for row in drop["cin_episodes"]
        if row["close_reason"] in NOT_IN_NEED and row["close_date"]
    }
    parts = []
    for row in _authorised(drop):
        end, episode = row["assessment_auth_date"], row["referral_id"]
        is_last = last.get(episode) == (row["assessment_start_date"], row["assessment_id"])
        passes = is_last and episode in closed and closed[episode] >= end
        parts.append(Part(end, int(passes), 1, _credit(leads, row, end)))
    return parts


def seen_in_time(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: first seen on or before WD+10; assessments whose day 10 fell in the period."""
    referred = {row["referral_id"]: row["referral_date"] for row in drop["cin_episodes"]}
    is_unborn = unborn(drop)
    visits = by_person([row for row in drop["cin_visits"] if row["cin_visit_seen"] is True])
    first: dict[str, Record] = {}
    order = sorted(
        drop["cin_assessments"],
        key=lambda row: (row["assessment_start_date"], row["assessment_id"]),
    )
    for row in order:
        if row["referral_id"] in referred:
            first.setdefault(row["referral_id"], row)
    parts = []
    for episode, row in first.items():
        day, person = referred[episode], row["person"]
        if day < FIRST_DAY_OF_CALENDAR:
            continue
        due = working_day_after(day, SEEN_LIMIT)
        later = [one["cin_visit_date"] for one in visits.get(person, [])]
        visited = min((one for one in later if one >= day), default=None)
        seen = row["child_first_seen_date"] or visited
        if not is_unborn(person, due):
            passes = seen is not None and day <= seen <= due
            parts.append(Part(due, int(passes), 1, _credit(leads, row, due)))
    return parts


@per_drop
def found_factors(drop: Drop) -> dict[str, set[str]]:
    """Codes of the factors found, by assessment."""
    found: dict[str, set[str]] = {}
    for row in drop["assessment_factors"]:
        said = json.loads(row["assessment_factors_json"] or "{}")
        codes = {code for code, value in said.items() if value == "Y"}
        found.setdefault(row["assessment_id"], set()).update(codes)
    return found


def factors(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: assessments authorised carrying the factor, once per CIN episode and factor."""
    found, seen, parts = found_factors(drop), set(), []
    order = sorted(
        _authorised(drop), key=lambda row: (row["assessment_auth_date"], row["assessment_id"])
    )
    for row in order:
        episode = row["referral_id"] or row["assessment_id"]
        day = row["assessment_auth_date"]
        for code in sorted(found.get(row["assessment_id"], set())):
            if (episode, code) not in seen:
                seen.add((episode, code))
                name = FACTORS.get(code, (UNKNOWN_CODE, ""))[0]
                parts.append(Part(day, 1, None, _credit(leads, row, day), category=name))
    return parts


def factor_groups(drop: Drop, leads: Leads, _care: Care, _ends: list[date]) -> list[Part]:
    """Rule: share view: assessments authorised with any factor, and those with each group."""
    found, parts = found_factors(drop), []
    for row in _authorised(drop):
        codes = found.get(row["assessment_id"], set()) - {NONE_FOUND}
        if codes:
            held = {FACTORS.get(code, ("", UNKNOWN_CODE))[1] for code in codes}
            day = row["assessment_auth_date"]
            credit = _credit(leads, row, day)
            parts += [Part(day, int(one in held), 1, credit, category=one) for one in GROUPS]
    return parts


MEASURES: dict[Measure, Maker] = {
    Measure("assessment_duration_band_pct", FLOWS, categories=(*(b for _, b in BANDS), OVER)): (
        bands
    ),
    Measure("assessments_open_overdue", STOCK, history=(("cin_assessments", 12),)): overdue,
    Measure("assessment_child_seen_pct", FLOWS): child_seen,
    Measure("assessment_nfa_pct", FLOWS): not_in_need,
    Measure(
        "assessment_child_seen_timely_pct",
        FLOWS,
        history=(("cin_episodes", 1), ("cin_assessments", 1), ("cin_visits", 0)),
    ): seen_in_time,
    Measure("assessment_factor_rate_per_10k", YEARS, levels=TEAMS, has_whole=False): factors,
    Measure(
        "assessment_factor_rate_per_10k", YEARS, "of_assessments", levels=TEAMS, has_whole=False
    ): factor_groups,
}
