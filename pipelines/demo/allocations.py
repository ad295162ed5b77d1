"""Who works with whom: involvements, with hand-overs between teams and workers.

Belongs here: which team holds a case when, which worker of it, and what happens when a worker
leaves. Does not belong here: the workers themselves (organisation) and what they record
(casework, child_tables).
"""

import random
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.demo.organisation import Organisation
from pipelines.demo.staffing_plan import CASE_ROLES
from pipelines.demo.working_days import WorkingDays, add_months, birthday
from pipelines.demo.world import CarePeriod, Referral, World

DUTY, ASSESSMENT, PROTECTION, LOOKED_AFTER, QUALITY = "T1", "T2", "T3", "T4", "T6"
LEAD, ADVISER, CHAIR, REVIEWER = "SW", "PA", "CHAIR", "IRO"
MONTHS_BEFORE_TRANSFER = 6
GAP_SHARE, LATE_SHARE = 0.10, 0.06
CHANGE_EVERY_DAYS = 420
ROLES_OF = {LEAD: CASE_ROLES, ADVISER: ("family_support_worker",)}


@dataclass(eq=False, slots=True)
class Involvement:
    """One worker in one role on one case, from a day until another (None: still)."""

    referral: Referral
    role: str
    worker: str
    team: str
    start: date
    end: date | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a case that one team holds in one role; ``reason`` is why it ends."""

    role: str
    team: str
    start: date
    end: date | None
    reason: str | None = None


class Rosters:
    """Until when each worker stays in a team and role."""

    def __init__(self, organisation: Organisation) -> None:
        """Indexes the posts by team and role."""
        self._organisation = organisation
        self._known_from = organisation.profile.history_from
        self._spells: dict[tuple[str, str, str], list[tuple[date, date]]] = defaultdict(list)
        for row in organisation.posts:
            if row["worker_id"]:
                for role, job_roles in ROLES_OF.items():
                    if row["job_role"] in job_roles:
                        key = (role, str(row["team_id"]), str(row["worker_id"]))
                        self._spells[key].append((row["valid_from"], row["valid_to"] or date.max))  # type: ignore[arg-type]
        for spells in self._spells.values():
            spells.sort()
        self._members: dict[tuple[str, str], list[str]] = defaultdict(list)
        for role, team, worker in sorted(self._spells):
            self._members[role, team].append(worker)

    def workers(self, role: str, team: str, on: date) -> list[str]:
        """Workers who can take the role in the team that day."""
        if role == LEAD:
            return self._organisation.lead_workers(team, on)
        if role == CHAIR:
            return self._organisation.chairs(on)
        if role == REVIEWER:
            return self._organisation.reviewing_officers(on)
        members = self._members[role, team]
        return [worker for worker in members if self.leaves(role, team, worker, on) > on]

    def leaves(self, role: str, team: str, worker: str, on: date) -> date:
        """The day from which a worker no longer holds such a post.

        Before the establishment is known its first holders stand in; they are taken to have
        been there already. ``on`` itself if the worker never holds such a post again.
        """
        end = on
        for start, stop in self._spells.get((role, team, worker), []):
            is_first = end == on and start > on and on < self._known_from
            if start <= end < stop or is_first:
                end = stop
        return end


class Allocations:
    """Every involvement of the world, and who led a case on a day."""

    def __init__(
        self, world: World, organisation: Organisation, days: WorkingDays, rng: random.Random
    ) -> None:
        """Allocates every referral, oldest first."""
        self._rosters, self._days, self._rng = Rosters(organisation), days, rng
        self.organisation = organisation
        self.involvements: list[Involvement] = []
        self._leads: dict[int, list[Involvement]] = {}
        for referral in world.referrals:
            made = [
                involvement
                for stretch in self._lead_stretches(referral) + self._second_stretches(referral)
                for involvement in self._fill(referral, stretch)
            ]
            self.involvements += made
            self._leads[referral.number] = [item for item in made if item.role in (LEAD, ADVISER)]
        for leads in self._leads.values():
            leads.sort(key=lambda item: item.start)

    def lead_on(self, referral: Referral, on: date) -> Involvement | None:
        """Who led the case that day; on the day of a hand-over the outgoing worker."""
        leads = self._leads[referral.number]
        place = bisect_right(leads, on, key=lambda item: item.start) - 1
        for item in reversed(leads[max(0, place - 1) : place + 1]):
            earlier_ends_today = place > 0 and leads[place - 1].end == on
            if item is leads[place] and earlier_ends_today and item.start == on:
                continue
            if item.start <= on and (item.end is None or item.end >= on):
                return item
        return None

    def last_lead(self, referral: Referral, on: date) -> Involvement | None:
        """Who led the case that day or, between two workers, last before it (else first)."""
        leads = self._leads[referral.number]
        earlier = [item for item in leads if item.start <= on]
        return self.lead_on(referral, on) or (earlier[-1:] or leads[:1] or [None])[0]

    def leads(self, referral: Referral) -> list[Involvement]:
        """The lead involvements of a case in order of time."""
        return self._leads[referral.number]

    def quality_worker(self, role: str, referral: Referral, on: date) -> str | None:
        """The chair or reviewing officer of the case that day, else anyone in that role."""
        candidates = self._rosters.workers(role, QUALITY, on)
        return candidates[referral.child.family % len(candidates)] if candidates else None

    def duty_worker(self, referral: Referral, on: date) -> tuple[str, str | None]:
        """Team and manager who decides at the front door that day."""
        managers = self.organisation.managers(DUTY, on)
        return DUTY, managers[referral.number % len(managers)] if managers else None

    def _lead_stretches(self, referral: Referral) -> list[Stretch]:
        """The teams that lead the case one after another."""
        edges: list[tuple[date, str, str]] = [(referral.on, LEAD, DUTY)]
        if referral.assessments:
            handed = self._days.add(referral.assessments[0].start, 1)
            edges.append((handed, LEAD, ASSESSMENT))
        if referral.plans:
            edges.append((self._days.add(referral.plans[0].start, 5), LEAD, PROTECTION))
        for period in referral.care:
            edges += _care_edges(period)
        edges.sort()
        closed = referral.closed_on
        if closed is not None:
            edges = [edge for edge in edges if edge[0] < closed] or [(referral.on, LEAD, DUTY)]
        stretches = []
        for place, (start, role, team) in enumerate(edges):
            last = place + 1 == len(edges)
            end = closed if last else edges[place + 1][0]
            if end is None or end > start or last:
                stretches.append(Stretch(role, team, start, end, None if last else "TSPROC"))
        return stretches

    def _second_stretches(self, referral: Referral) -> list[Stretch]:
        """Chairs of plans and reviewing officers of periods of care."""
        chairs = [Stretch(CHAIR, QUALITY, item.start, item.end) for item in referral.plans]
        return chairs + [
            Stretch(REVIEWER, QUALITY, item.start, item.end)
            for item in referral.care
            if not item.is_short_break
        ]

    def _fill(self, referral: Referral, stretch: Stretch) -> list[Involvement]:
        """The workers who carry a stretch; a hand-over is on the same day or leaves a gap."""
        rng, made, start = self._rng, [], stretch.start
        if stretch.role == LEAD and stretch.end != start and rng.random() < LATE_SHARE:
            start = min(stretch.end or date.max, self._days.add(start, rng.randint(1, 7)))
        while stretch.end is None or start < stretch.end or not made:
            workers = self._rosters.workers(stretch.role, stretch.team, start)
            if not workers:
                later = start + timedelta(days=7)
                if later >= (stretch.end or self.organisation.profile.until):
                    return made
                start = later
                continue
            worker = self._choose(referral, stretch, workers)
            leaves = self._leaving_day(stretch, worker, start)
            if stretch.end is not None and leaves >= stretch.end:
                leaves = stretch.end
            done = leaves == stretch.end or leaves > self.organisation.profile.until
            end = stretch.end if done else leaves
            reason = stretch.reason if done else ("LEFTRL" if rng.random() < 0.7 else "MANAGE")
            made.append(
                Involvement(referral, stretch.role, worker, stretch.team, start, end, reason)
            )
            if done:
                break
            start = leaves
            if stretch.role == LEAD and rng.random() < GAP_SHARE:
                start = self._days.add(start, rng.randint(1, 6))
        return made

    def _choose(self, referral: Referral, stretch: Stretch, workers: list[str]) -> str:
        """Siblings share a worker where they can."""
        if stretch.role in (CHAIR, REVIEWER):
            return workers[referral.child.family % len(workers)]
        seed = referral.child.family * 31 + stretch.start.toordinal() // 4
        return workers[(seed * 2_654_435_761 >> 7) % len(workers)]

    def _leaving_day(self, stretch: Stretch, worker: str, start: date) -> date:
        """When the worker stops: on leaving the post or, in time, when cases are shared anew."""
        if stretch.role in (CHAIR, REVIEWER):
            leaves = start + timedelta(days=240)
            while worker in self._rosters.workers(stretch.role, stretch.team, leaves):
                leaves += timedelta(days=240)
                if leaves > self.organisation.profile.until:
                    return date.max
            return leaves
        leaves = self._rosters.leaves(stretch.role, stretch.team, worker, start)
        change = start + timedelta(days=int(self._rng.expovariate(1 / CHANGE_EVERY_DAYS)) + 20)
        return max(start + timedelta(days=1), min(leaves, change))


def _care_edges(period: CarePeriod) -> list[tuple[date, str, str]]:
    """Protection holds the first months in care, then the looked after team, then an adviser."""
    edges = [(period.start, LEAD, PROTECTION)]
    transfer = add_months(period.start, MONTHS_BEFORE_TRANSFER)
    if period.end is None or transfer < period.end:
        edges.append((transfer, LEAD, LOOKED_AFTER))
    if period.child.born and period.end is not None:
        adult = birthday(period.child.born, 18)
        if (adult - period.end).days == 1:
            edges.append((adult, ADVISER, LOOKED_AFTER))
    return edges


def find_gap(leads: list[Involvement], on: date) -> bool:
    """True if no lead is open at the end of the day."""
    place = bisect_left(leads, on, key=lambda item: item.start)
    return not any(
        item.start <= on and (item.end is None or item.end > on) for item in leads[: place + 1]
    )
