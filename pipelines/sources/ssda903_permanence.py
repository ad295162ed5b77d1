"""Adoption and guardianship in the SSDA903 return, as one row per decision.

Belongs here: joining AD1, PlacedAdoption and the episodes that tell the rest. Does not belong
here: folding episodes (``ssda903_episodes``), the other modules (``ssda903_rows``).

Rule source: SSDA903 guide. PlacedAdoption: each decision that a child should be placed for
adoption, and its reversal. AD1: an adoption in the year. Episodes: PL A3 to A6 is a placement for
adoption, REC E11 and E12 an adoption, E43 to E48 special guardianship, E41 a child arrangements
order. The day of a placement order is not given: LS E1 stands in every episode under it, and the
one in which it was made may be in an earlier year's return.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.sources.ssda903_episodes import Chains, Period, day_of
from pipelines.sources.ssda903_files import ModuleFile, Record
from pipelines.sources.ssda903_rows import Tables

_ORDERS = {"E11": "Adoption", "E12": "Adoption", "E41": "Child arrangements order"}
_ORDERS |= dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "SGO")
_PLACED = frozenset({"A3", "A4", "A5", "A6"})
_ADOPTION = "Adoption"


@dataclass(frozen=True)
class _Facts:
    """What the episodes of one period of care say."""

    path: Path
    line: int
    placed: str | None
    order_date: str | None
    order_kind: str | None


def add_permanence(tables: Tables, files: Sequence[ModuleFile], chains: Chains) -> None:
    """A row per decision to place for adoption, adoption, or guardianship order."""
    decisions = _by_child(files, "PlacedAdoption")
    adoptions = _by_child(files, "AD1")
    children = list(dict.fromkeys([*decisions, *adoptions, *chains.periods]))
    for child in children:
        periods = chains.periods.get(child or "", [])
        facts = [(period, found) for period in periods if (found := _facts(period))]
        _child(tables, child, facts, decisions.get(child, []), adoptions.get(child, []))


def _by_child(
    files: Sequence[ModuleFile], module: str
) -> dict[str | None, list[tuple[Path, Record]]]:
    found: dict[str | None, list[tuple[Path, Record]]] = defaultdict(list)
    for file in files:
        if file.module.name == module:
            for record in file.records:
                found[record.child].append((file.path, record))
    return found


def _facts(period: Period) -> _Facts | None:
    """The adoption facts in a period's episodes, or None if there are none."""
    placed = [one for one in period.episodes if one.record.get("PLACE") in _PLACED]
    last = period.episodes[-1]
    kind = _ORDERS.get(last.reason or "")
    if not (placed or kind):
        return None
    where = (placed or [last])[0]
    return _Facts(
        where.path,
        where.record.line,
        placed[0].start.isoformat() if placed else None,
        last.ends.isoformat() if kind and last.ends else None,
        kind,
    )


def _child(
    tables: Tables,
    child: str | None,
    facts: Sequence[tuple[Period, _Facts]],
    decisions: Sequence[tuple[Path, Record]],
    adoptions: Sequence[tuple[Path, Record]],
) -> None:
    """A child's rows: the last decision carries the adoption and what the episodes say."""
    left = list(facts)
    by_day = sorted(
        decisions, key=lambda one: (str(day_of(one[1].get("DATE_PLACED"))), one[1].line)
    )
    waiting = list(adoptions)
    for place, (path, record) in enumerate(by_day):
        is_last = place + 1 == len(by_day)
        adoption = waiting.pop(0)[1] if is_last and waiting else None
        said = left.pop() if is_last and left else None
        _row(tables, path, record.line, child, record, adoption, said)
    for path, adoption in waiting:
        said = left.pop() if left else None
        _row(tables, path, adoption.line, child, None, adoption, said)
    for period, found in left:
        _row(tables, found.path, found.line, child, None, None, (period, found))


def _row(
    tables: Tables,
    path: Path,
    line: int,
    child: str | None,
    decision: Record | None,
    adoption: Record | None,
    said: tuple[Period, _Facts] | None,
) -> None:
    def of(record: Record | None, column: str) -> str | None:
        return record.get(column) if record else None

    decided = of(decision, "DATE_PLACED") or of(adoption, "DATE_INT")
    day = day_of(decided)
    period, facts = said or (None, None)
    begun = f"{day:%Y%m%d}" if day else (period.key.rpartition("-CLA-")[2] if period else line)
    tables.of(path, "permanence").add(
        line,
        f"{child}-PER-{begun}",
        child,
        period.key if period else None,
        decided,
        facts.placed if facts else None,
        of(adoption, "DATE_MATCH"),
        of(adoption, "FOSTER_CARE"),
        of(decision, "DATE_PLACED_CEASED"),
        of(decision, "REASON_PLACED_CEASED"),
        facts.order_date if facts else None,
        facts.order_kind if facts else (_ADOPTION if adoption else None),
        of(adoption, "SEX_ADOPTR"),
        of(adoption, "LS_ADOPTR"),
        of(adoption, "NB_ADOPTR"),
    )
