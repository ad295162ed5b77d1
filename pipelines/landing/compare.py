"""Two formats that hold the same table, set side by side: counts, never a value.

Belongs here: what only one of them has and what they say differently. Does not belong here:
which of them counts (``precedence``).
"""

from dataclasses import dataclass

import duckdb

from pipelines.canonical.model import TableSpec
from pipelines.landing.problems import Problem
from pipelines.landing.settle import Settled

PERSON = "source_person_id"


@dataclass(frozen=True)
class Comparison:
    """One table in two formats, the first of which goes before the other.

    ``matched_by``: the columns by which records were told to be the same: the table's key, or
    person and date where the formats number records each in their own way; empty if they cannot
    be matched. ``differing``: per column both fill, the matched records in which they differ.
    """

    table: str
    stronger: str
    weaker: str
    rows_stronger: int
    rows_weaker: int
    matched_by: tuple[str, ...]
    matched: int
    only_stronger: int
    only_weaker: int
    people_only_stronger: int
    people_only_weaker: int
    differing: dict[str, int]
    weaker_files: str = ""

    def told(self) -> Problem:
        """One sentence for the person who dropped both."""
        people = (
            f"; people only in the one {self.people_only_stronger:,},"
            f" only in the other {self.people_only_weaker:,}"
        )
        unequal = ", ".join(f"{name} {count:,}" for name, count in self.differing.items() if count)
        text = (
            f"{self.table} is in {self.stronger} and {self.weaker}; {self.stronger} goes before:"
            f" {self.rows_stronger:,} and {self.rows_weaker:,} records, {self.matched:,} in both,"
            f" {self.only_stronger:,} only in the one, {self.only_weaker:,} only in the other"
            f"{people}; differing: {unequal or 'nothing'}"
        )
        return Problem(self.table, self.weaker_files, None, "two_sources", text, 0)


def compare(stronger: Settled, weaker: Settled) -> Comparison:
    """Set the records of two formats side by side."""
    spec = stronger.rows.spec
    with duckdb.connect() as con:
        con.register("a", stronger.table)
        con.register("b", weaker.table)
        by, join = _match(con, spec)
        counts = _count(con, spec, join) if by else (0, len(stronger.table), len(weaker.table))
        people = _people(con) if PERSON in spec.by_name else (0, 0)
        differing = _differing(con, spec, by, join) if counts[0] else {}
    return Comparison(
        table=spec.table,
        stronger=stronger.rows.source,
        weaker=weaker.rows.source,
        rows_stronger=len(stronger.table),
        rows_weaker=len(weaker.table),
        matched_by=by,
        matched=counts[0],
        only_stronger=counts[1],
        only_weaker=counts[2],
        people_only_stronger=people[0],
        people_only_weaker=people[1],
        differing=differing,
        weaker_files=" and ".join(dict.fromkeys(head.path.name for head in weaker.rows.heads)),
    )


def _match(con: duckdb.DuckDBPyConnection, spec: TableSpec) -> tuple[tuple[str, ...], str]:
    """By which columns records are the same, and the join of numbered records."""
    candidates = [spec.key]
    if spec.date_column and PERSON in spec.by_name:
        candidates.append((PERSON, spec.date_column))
    elif PERSON in spec.by_name and spec.key != (PERSON,):
        candidates.append((PERSON,))
    for by in candidates:
        join = " and ".join(f"a.{name} = b.{name}" for name in by)
        found = con.execute(f"select 1 from a inner join b on {join} limit 1").fetchone()
        if found:
            return by, _numbered(by, spec.key)
    return (), ""


def _numbered(by: tuple[str, ...], key: tuple[str, ...]) -> str:
    """Both sides with records of one person and day numbered, so that two match two."""
    listed = ", ".join(by)
    number = f"row_number() over (partition by {listed} order by {', '.join(key)}) as _n"
    same = " and ".join(f"a.{name} = b.{name}" for name in (*by, "_n"))
    return f"(select *, {number} from a) as a full join (select *, {number} from b) as b on {same}"


def _count(con: duckdb.DuckDBPyConnection, spec: TableSpec, join: str) -> tuple[int, int, int]:
    """Records in both, only in the stronger, only in the weaker."""
    row = con.execute(
        "select count(*) filter (a._n is not null and b._n is not null), "
        f"count(*) filter (b._n is null), count(*) filter (a._n is null) from {join}"
    ).fetchone()
    return (int(row[0]), int(row[1]), int(row[2])) if row else (0, 0, 0)


def _people(con: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """People only in the stronger, only in the weaker."""
    row = con.execute(
        f"select (select count(distinct {PERSON}) from a where {PERSON} not in "
        f"(select {PERSON} from b where {PERSON} is not null)), "
        f"(select count(distinct {PERSON}) from b where {PERSON} not in "
        f"(select {PERSON} from a where {PERSON} is not null))"
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _differing(
    con: duckdb.DuckDBPyConnection, spec: TableSpec, by: tuple[str, ...], join: str
) -> dict[str, int]:
    """Per column that both fill somewhere, the matched records whose values differ."""
    names = [
        column.name
        for column in spec.columns
        if column.name not in by and column.name not in spec.key
    ]
    if not names:
        return {}
    both = ", ".join(
        f"count(*) filter (a.{n} is not null and b.{n} is not null),"
        f" count(*) filter (a.{n} <> b.{n})"
        for n in names
    )
    row = con.execute(f"select {both} from {join} where a._n is not null and b._n is not null")
    numbers = row.fetchone() or ()
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return {name: int(n) for name, (filled, n) in zip(names, pairs, strict=True) if filled}
