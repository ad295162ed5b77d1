"""Social workers: vacancies, turnover, sickness, starters and leavers, caseload, supervision.

Belongs here: figures from posts, absences and the supervision of staff. Does not belong here:
permanent and agency shares (organisation).

Readings: vacancies include posts covered by agency staff. Employed means permanent or fixed-term.
Posts of one worker with at most seven days between them are one employment; it ends on the first
day no post is held and no leave is on record: who is on leave has not left. A worker leaves with
the hours of the posts held to the end. Days lost count by the hours of the posts held on the day.
A post filled by nobody in particular is an employee's in the vacancy rate (its contract says so)
but gives no hours of staff in post to turnover and absence, and no starter or leaver.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from tests.oracle.care import Care
from tests.oracle.credit import Leads
from tests.oracle.days import FOREVER, window_start, working_days
from tests.oracle.figures import Part
from tests.oracle.front_door import counted_referrals
from tests.oracle.organisation import NO_WORKER, SOCIAL_WORK_ROLES
from tests.oracle.records import Drop, Record

EMPLOYED = ("permanent", "fixed_term")
NOT_FILLED_BY_STAFF = ("vacant", "agency")
GAP = timedelta(days=7)
DAY = timedelta(days=1)
YEAR_OF_WORK_DAYS = 253
THRESHOLD, ASYE_THRESHOLD = 20, 15
LEAP_DAY = (2, 29)
Maker = Callable[[Drop, Leads, list[date]], list[Part]]


def social_work_posts(drop: Drop, contracts: tuple[str, ...]) -> list[Record]:
    """Posts of social workers under some contracts."""
    return [
        row
        for row in drop["posts"]
        if row["job_role"] in SOCIAL_WORK_ROLES and row["contract"] in contracts
    ]


def _holds(row: Record, day: date) -> bool:
    return row["valid_from"] <= day < (row["valid_to"] or FOREVER)


def vacancies(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Posts of social workers by hours, and those without an employee."""
    return [
        Part(
            end,
            row["fte"] if row["contract"] in NOT_FILLED_BY_STAFF else 0,
            row["fte"],
            leads.known(row["team_id"], NO_WORKER),
            is_stock=True,
        )
        for end in ends
        for row in social_work_posts(drop, EMPLOYED + NOT_FILLED_BY_STAFF)
        if _holds(row, end)
    ]


class Employment(NamedTuple):
    """One unbroken employment: its posts, when it began and when it ended."""

    posts: list[Record]
    begun: date
    over: date


def employments(rows: list[Record], leave: list[Record]) -> list[Employment]:
    """Posts by unbroken employment of one worker, leave bridging the gap between two."""
    present: dict[str, list[tuple[date, date, Record | None]]] = defaultdict(list)
    for row in rows:
        if row["worker_id"] is not None and row["valid_from"] != row["valid_to"]:
            one = (row["valid_from"], row["valid_to"] or FOREVER, row)
            present[row["worker_id"]].append(one)
    for row in leave:
        one = (row["start_date"], row["return_date"] or FOREVER, None)
        present[row["worker_id"]].append(one)
    found = []
    for held in present.values():
        held.sort(key=lambda one: one[:2])
        spell: list[tuple[date, date, Record | None]] = []
        for one in held:
            if spell and one[0] > min(_over(spell), FOREVER - GAP) + GAP:
                found.append(spell)
                spell = []
            spell.append(one)
        found.append(spell)
    return [
        Employment(posts, min(row["valid_from"] for row in posts), _over(spell))
        for spell in found
        for posts in [[row for _, _, row in spell if row is not None]]
        if posts
    ]


def _over(spell: list[tuple[date, date, Record | None]]) -> date:
    return max(over for _, over, _ in spell)


def _last(spell: Employment) -> list[Record]:
    """The posts held to the end."""
    over = max(row["valid_to"] or FOREVER for row in spell.posts)
    return [row for row in spell.posts if (row["valid_to"] or FOREVER) == over]


def _main(rows: list[Record]) -> Record:
    """The post whose team a worker belongs to: most hours, then the lowest number."""
    return min(rows, key=lambda row: (-row["fte"], row["post_id"]))


def turnover(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Hours of those who left in twelve months, and of those in post at their end."""
    rows = social_work_posts(drop, EMPLOYED)
    spells = employments(rows, drop["staff_absences"])
    rows = [row for row in rows if row["worker_id"] is not None]
    parts = []
    for end in ends:
        start = window_start("R12", end)
        for row in rows:
            if _holds(row, end):
                team = leads.known(row["team_id"], NO_WORKER)
                parts.append(Part(end, None, row["fte"], team, is_stock=True))
        for spell in spells:
            if start <= spell.over <= end and spell.begun < start:
                last = _last(spell)
                team = leads.known(_main(last)["team_id"], NO_WORKER)
                hours = sum(row["fte"] for row in last)
                parts.append(Part(end, hours, None, team, is_stock=True))
    return parts


def starters_leavers(drop: Drop, leads: Leads, _ends: list[date]) -> list[Part]:
    """Hours of starters and leavers, employed and agency apart."""
    parts = []
    leave = drop["staff_absences"]
    for contracts, prefix, away in ((EMPLOYED, "", leave), (("agency",), "agency_", [])):
        for spell in employments(social_work_posts(drop, contracts), away):
            first = [row for row in spell.posts if row["valid_from"] == spell.begun]
            for day, rows, name in (
                (spell.begun, first, "starters"),
                (spell.over, _last(spell), "leavers"),
            ):
                team = leads.known(_main(rows)["team_id"], NO_WORKER)
                hours = sum(row["fte"] for row in rows)
                parts.append(Part(day, hours, None, team, category=prefix + name))
    return parts


def absence(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Working days lost to sickness in twelve months, and those that could be worked."""
    rows = social_work_posts(drop, EMPLOYED)
    sick: dict[str, set[date]] = defaultdict(set)
    for one in drop["staff_absences"]:
        if one["reason"] == "sickness":
            day, last = one["start_date"], min(one["return_date"] or FOREVER, ends[-1] + DAY)
            while day < last:
                if working_days(day - DAY, day):
                    sick[one["worker_id"]].add(day)
                day += DAY
    parts = []
    rows = [row for row in rows if row["worker_id"] is not None]
    for row in rows:
        team = leads.known(row["team_id"], NO_WORKER)
        for day in sick.get(row["worker_id"], set()):
            if _holds(row, day):
                parts.append(Part(day, row["fte"], None, team))
    for end in ends:
        start = window_start("R12", end)
        days = {start + DAY * place for place in range((end - start).days + 1)}
        is_leap = any((day.month, day.day) == LEAP_DAY for day in days)
        possible = YEAR_OF_WORK_DAYS + is_leap
        for row in rows:
            if _holds(row, end):
                team = leads.known(row["team_id"], NO_WORKER)
                parts.append(Part(end, None, row["fte"] * Decimal(possible), team, is_stock=True))
    return parts


def supervised(drop: Drop, leads: Leads, ends: list[date]) -> list[Part]:
    """Months of social workers in post all month and not away all of it, and those supervised."""
    posts: dict[str, list[Record]] = defaultdict(list)
    for row in social_work_posts(drop, (*EMPLOYED, "agency")):
        if row["worker_id"] is not None:
            posts[row["worker_id"]].append(row)
    held: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in drop["staff_supervisions"]:
        day = row["supervision_date"]
        held[row["worker_id"]].add((day.year, day.month))
    away: dict[str, list[Record]] = defaultdict(list)
    for row in drop["staff_absences"]:
        away[row["worker_id"]].append(row)
    months = sorted({end.replace(day=1) for end in ends})
    months = [window_start("YTD", ends[0]), *months]
    parts = []
    for end in _month_ends(months[0], ends[-1]):
        first = end.replace(day=1)
        for worker, rows in posts.items():
            days = [first + DAY * place for place in range(end.day)]
            if not all(any(_holds(row, day) for row in rows) for day in days):
                continue
            if any(
                row["start_date"] <= first and (row["return_date"] or FOREVER) > end
                for row in away[worker]
            ):
                continue
            now = [row for row in rows if _holds(row, end)]
            now.sort(key=lambda row: (-row["fte"], row["valid_from"], row["post_id"]))
            team = leads.known(now[0]["team_id"], NO_WORKER)
            parts.append(Part(end, int((end.year, end.month) in held[worker]), 1, team))
    return parts


def _month_ends(first: date, last: date) -> list[date]:
    found, day = [], first
    while day <= last:
        following = (day.replace(day=28) + DAY * 4).replace(day=1)
        found.append(following - DAY)
        day = following
    return found


def _on_a_plan(drop: Drop, day: date) -> set[str]:
    return {
        row["person"]
        for row in drop["cp_plans"]
        if not row["cp_plan_ola"]
        and row["cp_plan_start_date"] <= day < (row["cp_plan_end_date"] or FOREVER)
    }


def _held(
    drop: Drop, leads: Leads, care: Care, end: date
) -> tuple[dict[str, list[str]], dict[str, list[Record]]]:
    """Children by the worker who leads their open case, and the posts of those workers.

    A case is open while the child is looked after, on a plan or has a referral open; a lead left
    on a closed case is no case.
    """
    posts: dict[str, list[Record]] = defaultdict(list)
    for row in social_work_posts(drop, (*EMPLOYED, "agency")):
        is_measured = row["job_role"] != "independent_reviewing_officer"
        if is_measured and row["worker_id"] is not None and _holds(row, end):
            posts[row["worker_id"]].append(row)
    people = {*care.looked_after(end), *_on_a_plan(drop, end)}
    people |= {
        row["person"]
        for row in counted_referrals(drop)
        if row["referral_date"] <= end < (row["close_date"] or FOREVER)
    }
    held: dict[str, list[str]] = defaultdict(list)
    for person in sorted(people):
        lead = leads.lead_on(person, end)
        if lead is not None and sum(row["fte"] for row in posts[lead["professional_id"]]) > 0:
            held[lead["professional_id"]].append(person)
    return held, posts


def caseload(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Children with an open case led by a social worker, and the hours of those who hold any."""
    parts = []
    for end in ends:
        held, posts = _held(drop, leads, care, end)
        for worker, people in held.items():
            parts += [
                Part(end, 1, None, leads.at_start(person, end), is_stock=True) for person in people
            ]
            team = leads.known(_main(posts[worker])["team_id"], worker)
            hours = sum(row["fte"] for row in posts[worker])
            parts.append(Part(end, None, hours, team, is_stock=True))
    return parts


def over_threshold(drop: Drop, leads: Leads, care: Care, ends: list[date]) -> list[Part]:
    """Rule: workers whose cases / FTE exceed 20 at the date; ASYE lower (15)."""
    parts = []
    for end in ends:
        held, posts = _held(drop, leads, care, end)
        for worker, people in held.items():
            is_new = any(row["asye_until"] and row["asye_until"] > end for row in posts[worker])
            limit = ASYE_THRESHOLD if is_new else THRESHOLD
            if len(people) > limit * sum(row["fte"] for row in posts[worker]):
                team = leads.known(_main(posts[worker])["team_id"], worker)
                parts.append(Part(end, 1, None, team, is_stock=True))
    return parts
