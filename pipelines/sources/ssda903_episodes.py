"""Episodes of the SSDA903 return folded into periods of care and placements.

Belongs here: the order of a child's episodes, which of them make one period of care and one
placement, and where a chain does not hold together. Does not belong here: reading files
(``ssda903_files``) or the other modules (``ssda903_rows``).

Rule source: SSDA903 guide. A child has one episode at a time. S begins a period of care; any
other reason for new episode continues it on the day the last one ended with X1. P and B change
placement and carer, T and U the placement under the same carer, L the legal status only. A period
that began before the return's year has no S in it: its true first day is in an earlier return.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipelines.canonical.values import Breach, parse_date
from pipelines.sources.ssda903_files import ModuleFile, Record

NEW_CARER = frozenset({"S", "P", "B"})
NEW_PLACEMENT = NEW_CARER | {"T", "U"}
CONTINUES = "X1"
_LATEST_YEAR = 9_999
_SHAPE = ("DECOM", "DEC", "RNE", "REC")
_FAR = date.max


@lru_cache(maxsize=65_536)
def day_of(text: str | None) -> date | None:
    """The day a cell holds; None if it is blank or no date (landing says which)."""
    if not text:
        return None
    parsed = parse_date(text, _LATEST_YEAR)
    return None if isinstance(parsed, Breach) else parsed


@dataclass
class Finding:
    """Something wrong with an episode's place in its chain; ``rejects`` keeps the row out."""

    path: Path
    line: int
    column: str
    rule: str
    message: str
    rejects: bool = False


@dataclass(slots=True)
class Episode:
    """One episode of a child; ``ends`` is the day the next one shows where DEC does not.

    ``new`` and ``reason``: the reasons for the new episode and for ceasing.
    """

    record: Record
    path: Path
    as_at: date
    start: date
    ends: date | None
    new: str | None
    reason: str | None
    key: str = ""
    period: str = ""
    began: date | None = None
    placement: "Placement | None" = None


@dataclass(slots=True)
class Placement:
    """An unbroken stay in one placement, in order of its episodes."""

    key: str
    carer: str | None
    episodes: list[Episode] = field(default_factory=list)


@dataclass
class Period:
    """A period of care as far as the return shows it; ``began`` is None before its first day."""

    key: str
    began: date | None
    episodes: list[Episode] = field(default_factory=list)


@dataclass
class Chains:
    """Every child's episodes in order, and what does not hold together."""

    by_child: dict[str, list[Episode]] = field(default_factory=dict)
    periods: dict[str, list[Period]] = field(default_factory=dict)
    placements: list[Placement] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unplaced: list[tuple[Path, Record]] = field(default_factory=list)

    def period_on(self, child: str | None, day: date | None) -> Period | None:
        """The period of care that holds ``day``, its first and last day included."""
        if child is None or day is None:
            return None
        for period in reversed(self.periods.get(child, [])):
            if period.episodes[0].start <= day <= (period.episodes[-1].ends or _FAR):
                return period
        return None


def fold(files: Sequence[tuple[ModuleFile, date, date]]) -> Chains:
    """Chains from the episode files of a drop.

    Args:
        files: each file with the first day of its collection year and the day it speaks for.

    An episode in a later year's file replaces what earlier files say of the same child and day.
    """
    chains = Chains()
    gathered: dict[str, list[Episode]] = defaultdict(list)
    for file, begins_on, as_at in sorted(files, key=lambda one: one[1]):
        fresh: dict[str, list[Episode]] = defaultdict(list)
        for record in file.records:
            begins, until, new, reason = record.several(_SHAPE)
            start, child = day_of(begins), record.child
            if start is None or child is None:
                chains.unplaced.append((file.path, record))
                continue
            ends = day_of(until)
            fresh[child].append(Episode(record, file.path, as_at, start, ends, new, reason))
        _supersede(chains, gathered, fresh, begins_on)
    for child, episodes in gathered.items():
        if episodes:
            _chain(chains, child, episodes)
    return chains


def _supersede(
    chains: Chains,
    gathered: dict[str, list[Episode]],
    fresh: dict[str, list[Episode]],
    begins_on: date,
) -> None:
    """Let a later file speak for its year: what it repeats or leaves out no longer counts."""
    for child, old in gathered.items():
        said = {episode.start for episode in fresh.get(child, ())}
        kept = []
        for episode in old:
            open_in_year = episode.ends is None or episode.ends >= begins_on
            if episode.start not in said and not open_in_year:
                kept.append(episode)
                continue
            rule = "said_again" if episode.start in said else "gone_from_later_return"
            why = (
                "is stated again in a later return, which was kept"
                if rule == "said_again"
                else "was open in the year of a later return that does not have it any more"
            )
            chains.findings.append(
                Finding(
                    episode.path,
                    episode.record.line,
                    "cla_episode_start_date",
                    rule,
                    f"the episode that begins on this `DECOM` {why}; send the later return only",
                    rejects=True,
                )
            )
        gathered[child] = kept
    for child, episodes in fresh.items():
        gathered[child].extend(episodes)


def _sort_key(episode: Episode) -> tuple[date, bool, date, int]:
    """Date order; of several on one day the one that ends first, S before all."""
    return (episode.start, episode.new != "S", episode.ends or _FAR, episode.record.line)


def _chain(chains: Chains, child: str, episodes: list[Episode]) -> None:
    """One child's episodes: keys, ends, periods and placements."""
    episodes = _without_copies(chains, sorted(episodes, key=_sort_key))
    chains.by_child[child] = episodes
    same_day = 0
    period: Period | None = None
    placement: Placement | None = None
    previous: Episode | None = None
    for place, episode in enumerate(episodes):
        same_day = same_day + 1 if previous and previous.start == episode.start else 1
        number = f"-{same_day}" if same_day > 1 else ""
        episode.key = f"{child}-EPI-{episode.start:%Y%m%d}{number}"
        follower = episodes[place + 1] if place + 1 < len(episodes) else None
        _end(chains, episode, follower)
        if period is None or _begins_period(chains, episode, previous):
            is_first_day = episode.new == "S"
            began = episode.start if is_first_day else None
            period = Period(f"{child}-CLA-{episode.start:%Y%m%d}{number}", began)
            chains.periods.setdefault(child, []).append(period)
            placement = None
        period.episodes.append(episode)
        episode.period, episode.began = period.key, period.began
        if placement is None or episode.new in NEW_PLACEMENT:
            carer = _carer(child, placement, episode)
            placement = Placement(f"{child}-PLC-{episode.start:%Y%m%d}{number}", carer)
            chains.placements.append(placement)
        placement.episodes.append(episode)
        episode.placement = placement
        previous = episode


def _carer(child: str, placement: Placement | None, episode: Episode) -> str | None:
    """Who cares is known by when they began; before the return's year nobody can tell."""
    if episode.new in NEW_CARER:
        return f"{child}-CAR-{episode.start:%Y%m%d}"
    return placement.carer if placement else None


def _without_copies(chains: Chains, episodes: list[Episode]) -> list[Episode]:
    """Leave out rows that say the same episode word for word; the last one counts."""
    if len({episode.start for episode in episodes}) == len(episodes):
        return episodes
    kept: dict[tuple[str | None, ...], Episode] = {}
    for episode in episodes:
        cells = tuple(episode.record.row)
        twin = kept.get(cells)
        if twin is not None:
            _find(chains, twin, "cla_episode_start_date", "duplicate_row", rejects=True, text=(
                f"the whole row comes again on line {episode.record.line}, which was kept;"
                " remove one"
            ))  # fmt: skip
        kept[cells] = episode
    return list(kept.values())


def _end(chains: Chains, episode: Episode, follower: Episode | None) -> None:
    """Where the next episode shows when this one ended, and where the two disagree."""
    if follower is None:
        if episode.reason == CONTINUES and episode.ends is not None:
            _find(chains, episode, "cla_episode_ceased_reason", "nothing_follows", (
                "`REC` is X1 (care goes on in a new episode) but the child has no later episode;"
                " add it, or give the reason care ended"
            ))  # fmt: skip
        return
    where = "the child's next episode"
    if episode.ends is None:
        _find(chains, episode, "cla_episode_ceased_date", "no_end", (
            f"`DEC` is blank but {where} has begun: taken as ended that day; fill in DEC and REC"
        ))  # fmt: skip
        episode.ends = follower.start
    elif episode.ends > follower.start:
        _find(chains, episode, "cla_episode_ceased_date", "overlap", (
            f"`DEC` is after the start of {where}: taken as ended that day; correct one of the two"
        ))  # fmt: skip
        episode.ends = follower.start
    elif episode.reason == CONTINUES and episode.ends < follower.start:
        _find(chains, episode, "cla_episode_ceased_date", "gap", (
            f"`REC` is X1 but {where} begins on a later day; correct DEC, or give the reason care"
            " ended"
        ))  # fmt: skip


def _begins_period(chains: Chains, episode: Episode, previous: Episode | None) -> bool:
    """Whether this episode begins another period of care than the one before it."""
    if previous is None:
        return True
    was_left = previous.reason not in (None, CONTINUES)
    if was_left and previous.ends is not None and previous.ends <= episode.start:
        if episode.new != "S":
            _find(chains, episode, "cla_episode_start_reason", "not_started", (
                "`RNE` says care went on, but the child's previous episode says it had ended;"
                " correct RNE, or that row's REC"
            ))  # fmt: skip
        return True
    if episode.new == "S":
        _find(chains, episode, "cla_episode_start_reason", "started_again", (
            "`RNE` is S, but by the child's previous episode care had not ended; correct RNE, or"
            " that row's REC"
        ))  # fmt: skip
        return previous.reason != CONTINUES or previous.ends != episode.start
    return False


def _find(
    chains: Chains, episode: Episode, column: str, rule: str, text: str, *, rejects: bool = False
) -> None:
    chains.findings.append(Finding(episode.path, episode.record.line, column, rule, text, rejects))
