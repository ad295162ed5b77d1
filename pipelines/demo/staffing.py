"""Who holds each post, from anchor date to anchor date.

Belongs here: the simulated life of posts: leavers, agency cover, maternity leave,
secondments, agency churn, and the lasting switches that carry a team from one planned
composition to the next. Does not belong here: the planned numbers (staffing_plan.py), moves
between teams (staff_moves.py) and the rows of the extract (organisation.py).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from pipelines.demo.draws import count_of, happens, weekday_between
from pipelines.demo.profile import CouncilProfile
from pipelines.demo.staffing_plan import (
    TEAM_PLANS,
    Composition,
    TeamPlan,
    compositions,
    role_of_post,
)

LEAVERS_A_YEAR = 0.20
MATERNITY_LEAVES_A_YEAR = 0.05
SECONDMENTS_A_YEAR = 0.02
AGENCY_CHANGES_A_YEAR = 1.0
AGENCY_FILLS_VACANCY_A_YEAR = 0.5
FILLED = ("permanent", "agency", "fixed_term")


@dataclass
class Spell:
    """One holder of a post (none when vacant) over [start, end); ``end`` None means still."""

    contract: str
    holder: int | None
    start: date
    end: date | None = None
    fte: Decimal = Decimal("1.00")


@dataclass
class Post:
    """A post and everyone who has held it, in date order, without gaps from its creation."""

    team_id: str
    role: str
    is_always_filled: bool
    spells: list[Spell] = field(default_factory=list)

    @property
    def contract(self) -> str:
        """Contract of the latest spell."""
        return self.spells[-1].contract

    def turn(self, on: date, contract: str, holder: int | None) -> None:
        """The next holder starts on a date, the same day the last one's spell ends."""
        if self.spells:
            self.spells[-1].end = on
        self.spells.append(Spell(contract, holder, on))


class Staffing:
    """Simulates the posts of all teams; holders are numbers in order of creation."""

    def __init__(self, rng: random.Random, profile: CouncilProfile) -> None:
        self.rng = rng
        self.profile = profile
        self.holders = 0
        self.posts: list[Post] = []

    def simulate(self) -> list[Post]:
        """All posts with their holders from before ``history_from`` to ``until``."""
        for plan in TEAM_PLANS:
            steps = list(compositions(self.rng, self.profile, plan).items())
            posts = self._opening(plan, steps[0][0], steps[0][1])
            for (start, _), (end, wanted) in pairwise(steps):
                posts += self._created(plan, len(posts), wanted.total, start + timedelta(days=1))
                busy = self._switch(posts, wanted, start, end)
                for post in posts:
                    if id(post) not in busy:
                        self._churn(post, start, end)
            self.posts += posts + self._support(plan)
        return self.posts

    def newcomer(self) -> int:
        """The number of a person who has held no post before."""
        self.holders += 1
        return self.holders

    def _opening(self, plan: TeamPlan, start: date, wanted: Composition) -> list[Post]:
        contracts = ["permanent"] * wanted.permanent + ["agency"] * wanted.agency
        self.rng.shuffle(contracts)
        contracts += ["vacant"] * wanted.vacant
        posts: list[Post] = []
        for position, contract in enumerate(contracts):
            role = role_of_post(self.profile, plan, position)
            post = Post(plan.team_id, role, position == 0)
            post.turn(self._begun_before(start, contract), contract, self._holder(contract))
            posts.append(post)
        return posts

    def _begun_before(self, start: date, contract: str) -> date:
        longest = {"permanent": 3_000, "agency": 300}.get(contract, 120)
        return weekday_between(self.rng, start - timedelta(days=longest), start)

    def _holder(self, contract: str) -> int | None:
        return self.newcomer() if contract in FILLED else None

    def _created(self, plan: TeamPlan, existing: int, total: int, on: date) -> list[Post]:
        posts: list[Post] = []
        for position in range(existing, total):
            post = Post(plan.team_id, role_of_post(self.profile, plan, position), False)
            post.turn(on, "vacant", None)
            posts.append(post)
        return posts

    def _switch(self, posts: list[Post], wanted: Composition, start: date, end: date) -> set[int]:
        """Changes the contract of as many posts as the plan needs; returns the posts touched."""
        target = {
            "permanent": wanted.permanent,
            "agency": wanted.agency,
            "vacant": wanted.vacant,
        }
        now = {contract: [p for p in posts if p.contract == contract] for contract in target}
        short = [c for c in target for _ in range(target[c] - len(now[c]))]
        touched: set[int] = set()
        for contract, holding in now.items():
            movable = [post for post in holding if not post.is_always_filled]
            surplus = min(len(movable), max(0, len(holding) - target[contract]))
            for post in self.rng.sample(movable, surplus):
                new = short.pop()
                on = weekday_between(self.rng, start + timedelta(days=3), end - timedelta(days=1))
                post.turn(on, new, self._holder(new))
                touched.add(id(post))
        return touched

    def _churn(self, post: Post, start: date, end: date) -> None:
        """Comings and goings within an interval that leave the contract at its end as it was."""
        years = (end - start).days / 365.25
        if post.is_always_filled:
            self._handovers(post, start, end, years * 0.6)
        elif post.contract == "permanent":
            self._permanent_churn(post, start, end, years)
        elif post.contract == "agency":
            self._handovers(post, start, end, years * AGENCY_CHANGES_A_YEAR)
        elif happens(self.rng, years * AGENCY_FILLS_VACANCY_A_YEAR):
            self._away_and_back(post, start, end, (60, 150), "agency", lambda: None)

    def _permanent_churn(self, post: Post, start: date, end: date, years: float) -> None:
        same = post.spells[-1].holder
        draw = self.rng.random() / max(years, 0.01)
        if draw < LEAVERS_A_YEAR:
            cover = self.rng.choices(["agency", "vacant", "fixed_term"], [70, 27, 3])[0]
            self._away_and_back(post, start, end, (25, 140), cover, self.newcomer)
        elif draw < LEAVERS_A_YEAR + MATERNITY_LEAVES_A_YEAR:
            self._away_and_back(post, start, end, (170, 290), "agency", lambda: same)
        elif draw < LEAVERS_A_YEAR + MATERNITY_LEAVES_A_YEAR + SECONDMENTS_A_YEAR:
            self._away_and_back(post, start, end, (120, 250), "vacant", lambda: same)

    def _away_and_back(
        self,
        post: Post,
        start: date,
        end: date,
        length: tuple[int, int],
        cover: str,
        successor: Callable[[], int | None],
    ) -> None:
        """The holder goes, cover comes, then a holder on the first contract before ``end``."""
        contract = post.contract
        days = self.rng.randint(*length)
        latest = end - timedelta(days=days + 3)
        if latest < start + timedelta(days=5):
            return
        gone = weekday_between(self.rng, start + timedelta(days=2), latest)
        back = weekday_between(
            self.rng, gone + timedelta(days=days - 4), gone + timedelta(days=days + 2)
        )
        post.turn(gone, cover, self._holder(cover))
        post.turn(back, contract, successor())

    def _handovers(self, post: Post, start: date, end: date, mean: float) -> None:
        """Holders replaced on the same contract, half of them on the very day they leave."""
        contract, earliest = post.contract, start + timedelta(days=3)
        for _ in range(min(count_of(self.rng, mean), 4)):
            latest = end - timedelta(days=30)
            if latest < earliest + timedelta(days=7):
                return
            on = weekday_between(self.rng, earliest, latest)
            if not post.is_always_filled and happens(self.rng, 0.5):
                post.turn(on, "vacant", None)
                on = weekday_between(self.rng, on + timedelta(days=4), on + timedelta(days=25))
            post.turn(on, contract, self.newcomer())
            earliest = on + timedelta(days=14)

    def _support(self, plan: TeamPlan) -> list[Post]:
        """Unqualified posts: family support and business support, a tenth on fixed terms."""
        first, last = self.profile.history_from, self.profile.until - timedelta(days=40)
        posts: list[Post] = []
        for role, number in plan.support.items():
            for _ in range(self.profile.scaled(number, least=1)):
                post = Post(plan.team_id, role, False)
                post.turn(self._begun_before(first, "permanent"), "permanent", self.newcomer())
                for on in sorted(
                    {weekday_between(self.rng, first, last) for _ in range(count_of(self.rng, 0.8))}
                ):
                    contract = "fixed_term" if happens(self.rng, 0.1) else "permanent"
                    post.turn(on, contract, self.newcomer())
                posts.append(post)
        return posts
