"""Windowed drops add up: 24 months of them hold 24 months of history, and never half of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.landing import council
from pipelines.landing.coverage import Coverage, coverage
from pipelines.landing.land import land_drop
from pipelines.landing.store import LandedDrop, landed_drops
from pipelines.landing.withdrawal import find_holds
from pipelines.models import landed, runner
from tests.landing.made_up_source import MadeUp, part, write_parts
from tests.landing.small_drop import LA, write_drop

MONTHS = [f"{year}-{month:02d}" for year in (2013, 2014) for month in range(1, 13)]


@dataclass(frozen=True)
class Life:
    """A plan of a child, as it truly was."""

    plan: str
    child: str
    start: date
    end: date | None = None

    def known_on(self, day: date) -> "Life | None":
        """As a drop of that day would have it; None if it had not begun."""
        if self.start > day:
            return None
        return self if self.end and self.end <= day else Life(self.plan, self.child, self.start)


LIVES = [
    Life("p1", "a", date(2012, 9, 1), date(2013, 1, 20)),
    Life("p2", "a", date(2013, 6, 10)),
    Life("p3", "b", date(2013, 3, 5), date(2013, 12, 31)),
    Life("p4", "c", date(2014, 2, 1), date(2014, 2, 2)),
    Life("p5", "d", date(2013, 5, 31), date(2014, 11, 30)),
    Life("p6", "e", date(2014, 12, 31)),
    Life("old", "f", date(2010, 1, 1), date(2012, 1, 1)),
]


def month_end(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)


def window(month: str) -> tuple[date, date]:
    """The six months to the end of a month."""
    end = month_end(month)
    back = end.year * 12 + end.month - 6
    return date(back // 12, back % 12 + 1, 1), end


def contact_days() -> Iterator[tuple[str, date]]:
    for number in range(40):
        yield f"c{number}", date.fromordinal(date(2012, 6, 15).toordinal() + number * 23)


def scope(kind: str, month: str, start: str, **more: Any) -> dict[str, Any]:
    first, last = window(month)
    return {
        "kind": kind,
        "date_column": start,
        "date_from": first.isoformat(),
        "date_to": last.isoformat(),
        **more,
    }


def drop(raw: Path, month: str, lives: list[Life], gone: frozenset[str] = frozenset()) -> None:
    """One month's workbook: contacts dated in the window, the latest plan of each child in it."""
    first, last = window(month)
    known = [one for life in lives if (one := life.known_on(last))]
    latest = {life.child: life for life in sorted(known, key=lambda one: one.start)}
    plans = [
        {
            "cp_plan_id": one.plan,
            "source_person_id": one.child,
            "cp_plan_start_date": one.start.isoformat(),
            "cp_plan_end_date": one.end.isoformat() if one.end else "",
        }
        for one in latest.values()
        if (one.end is None or one.end >= first) and one.plan not in gone
    ]
    contacts = [
        {"contact_id": key, "source_person_id": "a", "contact_date": day.isoformat()}
        for key, day in contact_days()
        if first <= day <= last and key not in gone
    ]
    people = [{"source_person_id": one.child} for one in latest.values()]
    said = f"extracted_at: {last.isoformat()}T23:00:00\nsynthetic: true\n"
    open_scope = scope(
        "open",
        month,
        "cp_plan_start_date",
        end_column="cp_plan_end_date",
        latest_per_person=True,
    )
    write_parts(
        write_drop(raw, month, {}, said),
        [
            part("contacts", contacts, "List 1", scope=scope("window", month, "contact_date")),
            part("cp_plans", plans, "List 7", scope=open_scope),
            part("person", people, "List 7", scope={"kind": "none"}, repeats="fill"),
        ],
    )


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(council, "sources_for", lambda _: (MadeUp(),))


def land_months(
    root: Path, months: list[str], lives: list[Life], gone: dict[str, frozenset[str]] | None = None
) -> list[LandedDrop]:
    for month in months:
        drop(root / "raw", month, lives, (gone or {}).get(month, frozenset()))
        land_drop(root / "raw", root / "warehouse", LA, month, council=council.Council())
    return landed_drops(root / "warehouse", LA, months[-1])


def latest_word(drops: list[LandedDrop], query: str) -> set[tuple[Any, ...]]:
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    files = [
        landed.LandedFile(table, one.drop_no, one.month, one.table_path(table), entry.scopes)
        for one in drops
        for table, entry in one.manifest.tables.items()
    ]
    landed.create_views(con, files)
    return set(con.execute(query).fetchall())


PLANS = "select cp_plan_id, cp_plan_start_date, cp_plan_end_date from landed.cp_plans"
CONTACTS = "select contact_id, contact_date from landed.contacts"


def covered(drops: list[LandedDrop]) -> dict[str, Coverage]:
    return {row.table_name: row for row in coverage(drops)}


def test_24_monthly_windows_hold_24_months(tmp_path: Path):
    drops = land_months(tmp_path, MONTHS, LIVES)
    expected = {(life.plan, life.start, life.end) for life in LIVES if life.plan != "old"}
    assert latest_word(drops, PLANS) == expected
    first = window(MONTHS[0])[0]
    assert latest_word(drops, CONTACTS) == {one for one in contact_days() if one[1] >= first}
    assert latest_word(drops, "select count(*) from landed.person") == {(6,)}
    rows = covered(drops)
    assert (rows["contacts"].complete_from, rows["contacts"].complete_to) == (
        first,
        date(2014, 12, 31),
    )
    # only each child's latest plan is in a drop: it answers for its own month, the first one for
    # its last day (a plan that ended in it and was followed by another was never seen)
    assert rows["cp_plans"].complete_from == date(2013, 1, 31)


def test_one_drop_covers_its_window_and_no_more(tmp_path: Path):
    rows = covered(land_months(tmp_path, MONTHS[:1], LIVES))
    assert rows["contacts"].complete_from == date(2012, 8, 1)
    assert rows["cp_plans"].complete_from == date(2013, 1, 31)
    assert rows["cp_plans"].complete_to == date(2013, 1, 31)


def test_a_month_left_out_breaks_what_only_months_can_answer(tmp_path: Path):
    rows = covered(land_months(tmp_path, [*MONTHS[:6], *MONTHS[7:12]], LIVES))
    assert rows["contacts"].complete_from == date(2012, 8, 1)  # six months overlap the gap
    assert rows["cp_plans"].complete_from == date(2013, 8, 31)  # history begins anew


def test_a_gap_longer_than_the_window_begins_anew_everywhere(tmp_path: Path):
    rows = covered(land_months(tmp_path, [MONTHS[0], MONTHS[7]], LIVES))
    assert rows["contacts"].complete_from == window(MONTHS[7])[0]


def test_a_record_due_and_absent_is_withdrawn_one_followed_by_another_is_not(tmp_path: Path):
    gone = {month: frozenset({"p5", "c20"}) for month in MONTHS[12:]}
    drops = land_months(tmp_path, MONTHS, LIVES, gone)
    plans = {row[0] for row in latest_word(drops, PLANS)}
    assert "p5" not in plans  # open, its child's latest, and absent
    assert "p1" in plans  # its child has a later plan, so it is not due
    day = dict(contact_days())["c20"]
    assert day >= window(MONTHS[12])[0]
    assert "c20" not in {row[0] for row in latest_word(drops, CONTACTS)}


def test_holds_count_only_what_was_due(tmp_path: Path):
    drops = land_months(tmp_path, MONTHS[:7], LIVES)
    before, now = drops[-2:]
    held = [one for one in find_holds(now, before) if one.kind == "withdrawn"]
    assert held == []


@pytest.mark.parametrize(
    ("life", "due"),
    [
        (Life("x", "z", date(2012, 1, 1), date(2012, 7, 31)), False),  # ended the day before
        (Life("x", "z", date(2012, 1, 1), date(2012, 8, 1)), True),  # ended on the first day
        (Life("x", "z", date(2013, 1, 31)), True),  # began on the last day
        (Life("x", "z", date(2013, 2, 1)), False),  # began the day after
    ],
)
def test_the_days_at_the_edges_of_a_window(tmp_path: Path, life: Life, due: bool):
    """A record said before, and absent from January's drop, is withdrawn only if it was due."""
    others = [one for one in LIVES if one.start < date(2012, 12, 1)]
    raw = tmp_path / "raw"
    for month, lives in (("2012-12", [*others, life]), ("2013-01", others)):
        drop(raw, month, others)
        rows = [
            {
                "cp_plan_id": one.plan,
                "source_person_id": one.child,
                "cp_plan_start_date": one.start.isoformat(),
                "cp_plan_end_date": one.end.isoformat() if one.end else "",
            }
            for one in lives
        ]
        plans = part(
            "cp_plans",
            rows,
            "List 7",
            scope=scope("open", month, "cp_plan_start_date", end_column="cp_plan_end_date"),
        )
        write_parts(raw / LA / month, [plans])
        land_drop(raw, tmp_path / "warehouse", LA, month, council=council.Council())
    drops = landed_drops(tmp_path / "warehouse", LA, "2013-01")
    assert ("x" in {row[0] for row in latest_word(drops, PLANS)}) is not due
