"""Records that need more than one list: an episode of need, and who holds the child.

Belongs here: list 6 joined to the referrals of list 3; teams and workers named anywhere, and the
child's worker among several lists. Does not belong here: what one list says alone (``feeds``).

Annex A names the team and worker of the day of the extract only. An involvement therefore covers
the reporting month and no other: earlier months have their own drops, or nobody.
"""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from pipelines.canonical.model import table_spec
from pipelines.sources.annex_a.feeds import CHILD
from pipelines.sources.annex_a.rows import Cells, ListRows
from pipelines.sources.annex_a.translate import KEY_SIGN, Making, child, day, with_columns
from pipelines.sources.base import ReadContext, Scope, TableBatch, TableHead
from pipelines.sources.labels import squash

_ONE_MONTH = (
    "the workbook names the team and worker of this month only: other months are not credited"
)
NOBODY = "UNALLOCATED"
# what is written of teams, workers and who holds a child; an involvement's days are the month's,
# not its own, so they are not among them
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "department": ("team_id", "team_name"),
    "professionals": ("professional_id", "professional_name"),
    "involvements": (
        "involvements_id",
        CHILD,
        "professional_id",
        "professional_role_id",
        "professional_team",
    ),
}
# the list that says who holds a child, the most telling first, and the column that ends its rows
_HOLDERS = ((8, "ceased"), (7, "end"), (6, "end"), (4, "authorised"), (9, ""))
_SOCIAL_WORKER, _ADVISER = "SW", "PA"


def worker_id(name: str | None, la_code: str) -> str | None:
    """An id for a worker: the text itself if it holds a digit, else made from the name.

    Annex A holds names where other formats hold ids, and a name may not stand in files that
    analysts open. Two workers of one name are one worker: the workbook cannot tell them apart.
    """
    if name is None or any(sign.isdigit() for sign in name):
        return name
    return "W" + hashlib.sha256(f"{la_code}:{squash(name)}".encode()).hexdigest()[:10]


def with_worker_ids(listed: ListRows, la_code: str) -> ListRows:
    """The list with ids in its worker columns; the names stay in ``labels``."""
    for name in ("worker", "adviser"):
        cells = listed.columns.get(name)
        if cells is not None:
            listed.labels[name] = cells
            listed.columns[name] = [worker_id(text, la_code) for text in cells]
    return listed


def join_need(lists: Sequence[ListRows]) -> list[ListRows]:
    """Lists 3 and 6 with the referral each episode of need began with.

    An episode begins with the child's referral of the same day, else with the latest one before
    it that was not closed as no further action; without one in list 3 (six months) with its own
    start. A referral that went on, and that list 6 holds no longer, had ended by the child's next.
    """
    known: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for listed in lists:
        if listed.found.layout.number == 3:
            for person, begun, nfa in _rows(listed, "referral_date", "nfa"):
                before = known[person].get(begun, True)
                known[person][begun] = before and nfa == "Y"
    joined: defaultdict[str, set[str]] = defaultdict(set)
    made = []
    for listed in lists:
        if listed.found.layout.number == 6:
            begins = [
                _referral(known.get(person or "", {}), begun)
                for person, begun in _places(listed, "start")
            ]
            for (person, _), referral in zip(_places(listed, "start"), begins, strict=True):
                if person and referral:
                    joined[person].add(referral)
            made.append(with_columns(listed, referral_of_need=_kept(listed, begins)))
        else:
            made.append(listed)
    if not any(listed.found.layout.number == 6 for listed in lists):
        return made
    return [
        _ended(listed, known, joined) if listed.found.layout.number == 3 else listed
        for listed in made
    ]


def _kept(listed: ListRows, begins: Sequence[str | None]) -> Cells:
    """The referral's date, or the cell as written where it is no date, so that it is rejected."""
    return [begun or text for begun, text in zip(begins, listed.cells("start"), strict=True)]


def _places(listed: ListRows, column: str) -> list[tuple[str | None, str | None]]:
    persons = [child(text) for text in listed.cells("child_id")]
    return list(zip(persons, [day(text) for text in listed.cells(column)], strict=True))


def _rows(listed: ListRows, begins: str, other: str) -> Iterator[tuple[str, str, str | None]]:
    """Child, day and another cell of rows that have the first two."""
    for (person, begun), cell in zip(_places(listed, begins), listed.cells(other), strict=True):
        if person and begun:
            yield person, begun, cell


def _referral(known: Mapping[str, bool], begun: str | None) -> str | None:
    """The day of the referral an episode of need began with; ``known``: whether it ended as NFA."""
    if begun is None or begun in known:
        return begun
    went_on = sorted(on for on, is_nfa in known.items() if not is_nfa and on < begun)
    return went_on[-1] if went_on else begun


def _ended(
    listed: ListRows, known: Mapping[str, Mapping[str, bool]], joined: Mapping[str, set[str]]
) -> ListRows:
    """List 3 with the latest day on which referrals no list 6 row continues can have ended."""
    closed = list(listed.cells("closed_as_nfa"))
    for row, (person, begun) in enumerate(_places(listed, "referral_date")):
        if not person or not begun or closed[row] or begun in joined.get(person, ()):
            continue
        days = sorted({*known[person], *joined.get(person, ())})
        after = bisect_right(days, begun)
        if after < len(days):
            closed[row] = days[after]
    return with_columns(listed, closed_as_nfa=closed)


def people_at_work(
    lists: Sequence[ListRows], makings: Sequence[Making], context: ReadContext
) -> Iterator[TableHead | TableBatch]:
    """Teams, workers and involvements, list by list; each child's from the most telling list."""
    for listed, making in zip(lists, makings, strict=True):
        yield from _register(listed, making, "department", ("team",))
        yield from _register(listed, making, "professionals", ("worker", "adviser"))
    month_start, past = _month(context)
    last = context.month_end.isoformat()
    held: set[tuple[str, str]] = set()
    for number, ends in _HOLDERS:
        for listed, making in zip(lists, makings, strict=True):
            if listed.found.layout.number == number:
                yield from _involvements(
                    listed, making, _holdings(listed, ends, held, last), month_start, past
                )


def _month(context: ReadContext) -> tuple[date, date]:
    """The first day of the reporting month, and the first day nothing is known of."""
    last = context.month_end
    return last.replace(day=1), max(last, context.extracted) + timedelta(days=1)


def _holdings(
    listed: ListRows, ends: str, held: set[tuple[str, str]], last: str
) -> list[tuple[int, str, str, str, str | None]]:
    """Row, child, role, worker and team of rows open at the month's end (``last``).

    A child whom a better list has named is left out.
    """
    found = []
    roles = (("worker", _SOCIAL_WORKER), ("adviser", _ADVISER))
    persons = [child(text) for text in listed.cells("child_id")]
    closed = [
        text is not None and (day(text) or text) <= last
        for text in (listed.cells(ends) if ends else [None] * len(persons))
    ]
    teams = listed.cells("team")
    for name, role in roles:
        if name not in listed.columns:
            continue
        for row, worker in enumerate(listed.cells(name)):
            person, team = persons[row], teams[row]
            is_named = worker is not None or (team is not None and role == _SOCIAL_WORKER)
            if person is None or closed[row] or not is_named or (person, role) in held:
                continue
            held.add((person, role))
            found.append((row, person, role, worker or NOBODY, team))
    return found


def _involvements(
    listed: ListRows,
    making: Making,
    holdings: Sequence[tuple[int, str, str, str, str | None]],
    first: date,
    past: date,
) -> Iterator[TableHead | TableBatch]:
    month = f"{first:%Y-%m}"
    frame = pd.DataFrame(
        {
            "involvements_id": [
                KEY_SIGN.join((person, month, role)) for _, person, role, _, _ in holdings
            ],
            CHILD: [person for _, person, _, _, _ in holdings],
            "professional_id": [worker for _, _, _, worker, _ in holdings],
            "professional_role_id": [role for _, _, role, _, _ in holdings],
            "professional_team": [team for _, _, _, _, team in holdings],
            "involvement_start_date": first.isoformat(),
            "involvement_end_date": past.isoformat(),
        },
        dtype="str",
    )
    headers = {"professional_id": "worker", "professional_team": "team", CHILD: "child_id"}
    head = _head(listed, making, "involvements", headers, (_ONE_MONTH,))
    yield head
    numbers = np.array([listed.numbers[row] for row, *_ in holdings], dtype="int64")
    yield TableBatch(frame, numbers, [], head)


def _register(
    listed: ListRows, making: Making, table: str, columns: Sequence[str]
) -> Iterator[TableHead | TableBatch]:
    """Each team or worker a list names, once, with the first row that names it."""
    names: dict[str, tuple[int, str]] = {}
    for column in columns:
        written = listed.labels.get(column) or listed.cells(column)
        for row, (key, name) in enumerate(zip(listed.cells(column), written, strict=True)):
            if key is not None and name is not None:
                names.setdefault(key, (listed.numbers[row], name))
    if not names:
        return
    key, name = WRITTEN[table]
    rows = {key: list(names), name: [said for _, said in names.values()]}
    head = _head(listed, making, table, {key: columns[0]})
    yield head
    numbers = np.array([number for number, _ in names.values()], dtype="int64")
    yield TableBatch(pd.DataFrame(rows, dtype="str"), numbers, [], head)


def _head(
    listed: ListRows,
    making: Making,
    table: str,
    headers: Mapping[str, str],
    notes: Sequence[str] = (),
) -> TableHead:
    written, spec = listed.found.headers, table_spec(table)
    return TableHead(
        table=table,
        path=making.path,
        part=listed.title,
        headers={name: written[said] for name, said in headers.items() if said in written},
        columns_from=dict.fromkeys(set(spec.by_name) - {*WRITTEN[table]}),
        notes=notes,
        scope=Scope("none", complete_from=making.windows.month_start),
        repeats="fill",
        position_word=listed.position_word,
    )
