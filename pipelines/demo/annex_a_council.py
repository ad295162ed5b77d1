"""What every list of an exported Annex A workbook asks of the council's tables.

Belongs here: look-ups by child, windows, labels. Does not belong here: any one list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from pipelines.canonical.model import TableSpec, table_spec
from pipelines.canonical.values import parse_flag
from pipelines.demo.export_rows import survivors
from pipelines.demo.profile import Row, Tables

Record = dict[str, Any]
SIX, TWELVE = 6, 12
_PERSON = "source_person_id"
_FAR = date(9999, 12, 31)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SEX = {"M": "a) Male", "F": "b) Female"}
_ETHNICITY = [
    "WBRI",
    "WIRI",
    "WIRT",
    "WOTH",
    "WROM",
    "MWBC",
    "MWBA",
    "MWAS",
    "MOTH",
    "AIND",
    "APKN",
    "ABAN",
    "AOTH",
    "BCRB",
    "BAFR",
    "BOTH",
    "CHNE",
    "OOTH",
    "REFU",
    "NOBT",
]
_SOURCE = [
    "1A",
    "1B",
    "1C",
    "1D",
    "2A",
    "2B",
    "3A",
    "3B",
    "3C",
    "3D",
    "3E",
    "3F",
    "4",
    "5A",
    "5B",
    "5C",
    "6",
    "7",
    "8",
    "9",
    "10",
]
_ABUSE = ["NEG", "PHY", "SAB", "EMO", "MUL"]
_CEASED = [
    "E11",
    "E12",
    "E2",
    "E3",
    "E4A",
    "E4B",
    "E13",
    "E41",
    "E45",
    "E46",
    "E47",
    "E48",
    "E5",
    "E6",
    "E7",
    "E9",
    "E14",
    "E15",
    "E16",
    "E8",
    "X1",
    "E17",
]
_PLACEMENT = [
    "U1",
    "U2",
    "U3",
    "U4",
    "U5",
    "U6",
    "A3",
    "A4",
    "A5",
    "A6",
    "P1",
    "P2",
    "P3",
    "H5",
    "K1",
    "K2",
    "R1",
    "R2",
    "R3",
    "R5",
    "S1",
    "Z1",
    "T0",
    "T1",
    "T2",
    "T3",
]
_PROVIDER = ["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"]
_ORDERS = {
    "ethnicity": _ETHNICITY,
    "referral_source": _SOURCE,
    "abuse_category": _ABUSE,
    "cla_ceased_reason": _CEASED,
    "placement_type": _PLACEMENT,
    "placement_provider": _PROVIDER,
}


def label(code_set: str, code: str | None) -> str | None:
    """A code as Ofsted's drop-down lists write it: the letter of its place, then the code."""
    if code is None or code not in _ORDERS[code_set]:
        return code
    return f"{_LETTERS[_ORDERS[code_set].index(code)]}) {code}"


def yes_no(flag: object) -> str | None:
    """A flag as the drop-down lists write it."""
    return None if flag is None else ("a) Yes" if flag else "b) No")


def months_before(day: date, months: int) -> date:
    """The month's end so many months before a month's end."""
    number = day.year * 12 + day.month - months
    return date.fromordinal(date(number // 12, number % 12 + 1, 1).toordinal() - 1)


class Council:
    """The tables of one month; every look-up is by the child's id."""

    def __init__(self, tables: Tables, month_end: date) -> None:
        self._tables = tables
        self._rows: dict[str, list[Record]] = {}
        self._merged = survivors(tables)
        self.month_end = month_end

    def rows(self, table: str) -> list[Record]:
        """The rows of a table, every column there, None for blank and for a date that is none.

        A merged child is the child it was merged into, and rows that say nothing of when are left
        out: no list could hold them.
        """
        if table not in self._rows:
            spec = table_spec(table)
            begins = spec.date_column if spec.date_column in spec.required else None
            made = [self._row(row, spec) for row in self._tables.get(table, [])]
            self._rows[table] = [row for row in made if begins is None or row[begins] is not None]
        return self._rows[table]

    def _row(self, row: Row, spec: TableSpec) -> Record:
        made: Record = {}
        for column in spec.columns:
            value = row.get(column.name)
            if column.type == "date" and not isinstance(value, date):
                value = None
            if column.type == "flag" and isinstance(value, str):
                flag = parse_flag(value)
                value = flag if isinstance(flag, bool) else None
            made[column.name] = None if value == "" else value
        if _PERSON in made:
            made[_PERSON] = self._merged.get(str(made[_PERSON]), str(made[_PERSON]))
        return made

    def is_recent(self, day: date | None, months: int = SIX) -> bool:
        """Whether an event lies in the window; the days between month's end and extract do."""
        return day is not None and day > months_before(self.month_end, months)

    def is_current(self, end: date | None, months: int = SIX) -> bool:
        """Whether something was open at any time in the window."""
        return end is None or self.is_recent(end, months)

    @cached_property
    def _people(self) -> dict[str, Record]:
        return {row[_PERSON]: row for row in self.rows("person")}

    @cached_property
    def _disabled(self) -> set[str]:
        return {r[_PERSON] for r in self.rows("disability") if r["disability_code"] != "NONE"}

    @cached_property
    def unaccompanied(self) -> set[str]:
        """Children with that immigration status at any time in the last twelve months."""
        return {
            row[_PERSON]
            for row in self.rows("immigration_status")
            if "UASC" in (row["immigration_status"] or "")
            and self.is_current(row["immigration_status_end_date"], TWELVE)
        }

    def child(self, row: Mapping[str, Any]) -> Record:
        """The columns every list begins with."""
        key = row[_PERSON]
        person = self._people.get(key, {})
        born = person.get("dob")
        return {
            "child_id": key,
            "gender": _SEX.get(person.get("sex") or "", "c) Not stated/recorded (or unborn)"),
            "ethnicity": label("ethnicity", person.get("ethnicity")),
            "birth_date": born,
            "age": age_on(born, self.month_end) if born else None,
            "disability": yes_no(key in self._disabled),
        }

    @cached_property
    def _held(self) -> dict[tuple[str, str], Record]:
        """Who leads on a child at the month's end, by child and role; the latest to begin."""
        found: dict[tuple[str, str], Record] = {}
        rows = self.rows("involvements")
        begun = [row for row in rows if row["involvement_start_date"] <= self.month_end]
        begun.sort(key=lambda one: (one["involvement_start_date"], one["involvements_id"]))
        for row in begun:
            if (row["involvement_end_date"] or _FAR) > self.month_end:
                found[row[_PERSON], row["professional_role_id"]] = row
        return found

    def holder(self, person: str, role: str = "SW") -> Record:
        """Team and worker who hold a child at the month's end."""
        row = self._held.get((person, role), {})
        return {"team": row.get("professional_team"), "worker": row.get("professional_id")}

    def days_by_child(self, table: str, column: str) -> dict[str, list[date]]:
        """Every date of a table by child."""
        days: defaultdict[str, list[date]] = defaultdict(list)
        for row in self.rows(table):
            if row[column] is not None:
                days[row[_PERSON]].append(row[column])
        return days

    def earlier_in_year(
        self, days: Mapping[str, Sequence[date]], row: Mapping[str, Any], on: date
    ) -> int:
        """How many of a child's dates lie before a day, not more than twelve months."""
        return sum(0 < (on - day).days <= 365 for day in days.get(row[_PERSON], ()))

    def latest_of(self, table: str, column: str) -> dict[str, Record]:
        """The row with the latest date by child, up to the month's end."""
        found: dict[str, Record] = {}
        for row in self.rows(table):
            day = row[column]
            if day is None or day > self.month_end:
                continue
            before = found.get(row[_PERSON])
            if before is None or before[column] < day:
                found[row[_PERSON]] = row
        return found

    def latest_days(self, table: str, column: str) -> dict[str, date]:
        """The latest date by child, up to the month's end."""
        return {key: row[column] for key, row in self.latest_of(table, column).items()}

    def latest_of_child(self, rows: Iterable[Record], begins: str, ends: str) -> list[Record]:
        """One row per child: of those begun by the month's end, the latest, if it is current."""
        found: dict[str, Record] = {}
        for row in rows:
            before = found.get(row[_PERSON])
            if row[begins] is None or row[begins] > self.month_end:
                continue
            if before is None or (row[begins], row[ends] or _FAR) >= (
                before[begins],
                before[ends] or _FAR,
            ):
                found[row[_PERSON]] = row
        return [row for row in found.values() if self.is_current(row[ends])]

    @cached_property
    def in_care(self) -> set[str]:
        """Children looked after at the month's end."""
        return {
            row[_PERSON]
            for row in self.rows("cla_episodes")
            if row["cla_episode_start_date"] <= self.month_end
            and (row["cla_episode_ceased_date"] or _FAR) > self.month_end
        }

    @cached_property
    def _protected(self) -> set[str]:
        return {
            row[_PERSON]
            for row in self.rows("cp_plans")
            if row["cp_plan_start_date"] <= self.month_end
            and (row["cp_plan_end_date"] or _FAR) > self.month_end
        }

    def case_status(self, person: str, closed: date | None) -> str:
        """Ofsted's case status: closed goes before care, care before protection."""
        if closed is not None:
            return "e) Closed episode"
        if person in self.in_care:
            return "a) Looked after child"
        return "b) Child Protection plan" if person in self._protected else "c) Child in need plan"


def age_on(born: date, day: date) -> int:
    """Completed years; a child born on 29 February has its birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
