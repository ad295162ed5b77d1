"""People across posts: moves between teams, part-time contracts, one person in two part posts.

Belongs here: turning a leaver of one team and a starter of another into the same person, and
giving people their hours. Does not belong here: the life of a single post (staffing.py).
"""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from pipelines.demo.draws import happens
from pipelines.demo.staffing import Post, Spell

MOVE_CHANCE = 0.35
LONGEST_SHIFT_DAYS = 60
PART_TIME_SHARE = 0.2
TWO_POSTS_FROM = date(2014, 9, 1)
TWO_POSTS_TO = date(2015, 2, 27)
HALF = Decimal("0.50")


def give_hours(rng: random.Random, posts: list[Post]) -> None:
    """A fifth of permanent people work part time; a person keeps the same hours in every post."""
    hours: dict[int, Decimal] = {}
    for post in posts:
        for spell in post.spells:
            if spell.holder is None or spell.contract == "agency":
                continue
            if spell.holder not in hours:
                part_time = happens(rng, PART_TIME_SHARE)
                share = rng.choice(["0.50", "0.60", "0.80", "0.90"]) if part_time else "1.00"
                hours[spell.holder] = Decimal(share)
            spell.fte = hours[spell.holder]


class _People:
    """Every holder's spells, and the permanent leavers of each month."""

    def __init__(self, posts: list[Post]) -> None:
        self.held: dict[int, list[tuple[Post, Spell]]] = defaultdict(list)
        for post in posts:
            for spell in post.spells:
                if spell.holder is not None:
                    self.held[spell.holder].append((post, spell))
        self.leavers: dict[int, list[tuple[Post, int]]] = defaultdict(list)
        for post in posts:
            for position, spell in enumerate(post.spells[:-1]):
                if self._leaves(post, position):
                    assert spell.end is not None  # noqa: S101 - only the last spell is open
                    self.leavers[_month_number(spell.end)].append((post, position))

    def _leaves(self, post: Post, position: int) -> bool:
        """True when a permanent holder leaves the council here and someone else comes next."""
        spell = post.spells[position]
        if spell.contract != "permanent" or spell.holder is None or not _is_qualified(post):
            return False
        latest = max(self.held[spell.holder], key=lambda item: item[1].start)[1]
        return latest is spell and post.spells[position + 1].contract != "permanent"

    def is_newcomer(self, spell: Spell) -> bool:
        """True when a permanent spell is the only one its holder has had."""
        held = [] if spell.holder is None else self.held[spell.holder]
        return spell.contract == "permanent" and len(held) == 1

    def take_leaver(self, post: Post, spell: Spell) -> tuple[Post, int] | None:
        """A leaver of another team who can start here; taken off the list."""
        month = _month_number(spell.start)
        for number in range(month - 2, month + 3):
            for item in self.leavers[number]:
                if _can_move(item, post, spell):
                    self.leavers[number].remove(item)
                    return item
        return None

    def same_person(self, first: int, second: int) -> None:
        """The second holder's spells become the first's."""
        for item in self.held.pop(second):
            item[1].holder = first
            self.held[first].append(item)


def join_moves(rng: random.Random, posts: list[Post]) -> None:
    """Some permanent starters are leavers of another team: same person, leaving as they start.

    Only a leaver whose successor comes later can be matched, so no post is ever held twice.
    """
    people = _People(posts)
    for post in posts:
        if not _is_qualified(post):
            continue
        for spell in post.spells[1:]:
            if not people.is_newcomer(spell) or not happens(rng, MOVE_CHANCE):
                continue
            match = people.take_leaver(post, spell)
            if match is None:
                continue
            left_post, position = match
            left = left_post.spells[position]
            left.end = spell.start
            left_post.spells[position + 1].start = spell.start
            if left.holder is not None and spell.holder is not None:
                people.same_person(left.holder, spell.holder)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _can_move(item: tuple[Post, int], post: Post, spell: Spell) -> bool:
    left_post, position = item
    left = left_post.spells[position]
    after = left_post.spells[position + 1]
    if left_post.team_id == post.team_id or left.end is None or left_post.is_always_filled:
        return False
    earliest = left.start + timedelta(days=180)
    latest = (after.end or date.max) - timedelta(days=2)
    near = abs((left.end - spell.start).days) <= LONGEST_SHIFT_DAYS
    # An anchor date between the two would change the composition planned for it.
    same_interval = _plan_interval(left.end) == _plan_interval(spell.start)
    return near and same_interval and earliest < spell.start < latest


def _plan_interval(day: date) -> tuple[int, bool]:
    """Plan intervals run from 31 March to 31 March; April to June is kept apart in every year."""
    year = day.year if (day.month, day.day) > (3, 31) else day.year - 1
    return year, 4 <= day.month <= 6


def _is_qualified(post: Post) -> bool:
    return post.role not in ("family_support_worker", "business_support")


def give_two_part_posts(posts: list[Post]) -> None:
    """One permanent social worker holds half of their post and half of a vacant one for a while."""
    main = _post_covering(posts, "T3", "permanent")
    spare = _post_covering(posts, "T2", "vacant") or _post_covering(posts, "T1", "vacant")
    if main is None or spare is None:
        return
    holder = next(s for s in main.spells if _covers(s)).holder
    _cut(main, "permanent", holder, HALF)
    _cut(spare, "permanent", holder, HALF)


def _covers(spell: Spell) -> bool:
    ends_after = spell.end is None or spell.end > TWO_POSTS_TO
    return spell.start < TWO_POSTS_FROM and ends_after


def _post_covering(posts: list[Post], team_id: str, contract: str) -> Post | None:
    for post in posts:
        if post.team_id == team_id and post.role == "social_worker" and not post.is_always_filled:
            for spell in post.spells:
                if spell.contract == contract and _covers(spell):
                    return post
    return None


def _cut(post: Post, contract: str, holder: int | None, fte: Decimal) -> None:
    """Splits the covering spell in three, the middle one with the given holder and hours."""
    position = next(i for i, spell in enumerate(post.spells) if _covers(spell))
    whole = post.spells[position]
    after = Spell(whole.contract, whole.holder, TWO_POSTS_TO, whole.end, whole.fte)
    middle = Spell(contract, holder, TWO_POSTS_FROM, TWO_POSTS_TO, fte)
    whole.end = TWO_POSTS_FROM
    post.spells[position + 1 : position + 1] = [middle, after]
