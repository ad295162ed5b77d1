"""The synthetic council's month as an SSDA903 return: one CSV file per module.

Belongs here: which rows a return of the year holds, and its columns. Does not belong here: which
rows there are (council, timeline), how a return is read (pipelines.sources.ssda903).
"""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from pipelines.demo.export_rows import (
    FAR,
    day,
    grouped,
    is_open_in,
    is_within,
    month_end,
    survivors,
    who,
    year_of,
)
from pipelines.demo.formats import Export
from pipelines.demo.profile import Row
from pipelines.sources.ssda903_modules import BY_NAME

_SEXES = {"M": "1", "F": "2"}
_MISSING = {"Missing": "M"}
_LEFT_OUT = ("SocialWorker", "DoLo")  # not part of the return before 2023/24


def write_ssda903(given: Export) -> list[Path]:
    """The modules of the collection year up to the extract; synthetic, as drop.yaml says."""
    writer = _Writer(given)
    modules = {
        "Header": writer.header(),
        "Episodes": writer.episodes(),
        "Reviews": writer.reviews(),
        "UASC": writer.uasc(),
        "OC3": writer.leavers(),
        "AD1": writer.adoptions(),
        "PlacedAdoption": writer.decisions(),
        "Missing": writer.missing(),
        "OC2": [],
        "PrevPerm": [],
    }
    year = year_of(month_end(given.month))[1].year
    return [
        _write(given.folder / f"SSDA903_{year}_{name.lower()}.csv", BY_NAME[name].columns, rows)
        for name, rows in modules.items()
        if name not in _LEFT_OUT
    ]


def _write(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return path


def _cell(value: object) -> object:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool):
        return int(value)
    return value


class _Writer:
    """Rows of each module, for children with an episode of care in the year."""

    def __init__(self, given: Export) -> None:
        self.tables = given.tables
        self.begins, ends = year_of(month_end(given.month))
        self.until = min(ends, given.extracted_on)
        self.merged = survivors(given.tables)
        self.people = {str(row["source_person_id"]): row for row in self.rows("person")}
        self.placements = {row["cla_placement_id"]: row for row in self.rows("cla_placement")}
        self.statuses = grouped(self.rows("legal_status"), "source_person_id")
        self.kept = [
            row
            for row in self.rows("cla_episodes")
            if is_open_in(
                row, "cla_episode_start_date", "cla_episode_ceased_date", self.begins, self.until
            )
        ]
        self.children = dict.fromkeys(who(row, self.merged) for row in self.kept)
        self.periods = {row["cla_id"]: row for row in self.kept}

    def rows(self, table: str) -> list[Row]:
        """Rows of a table, none if the council has no such table."""
        return self.tables.get(table, [])

    def _about(self, child: str) -> Row:
        person = self.people.get(child, {})
        sex = _SEXES.get(str(person.get("sex")), "")
        return {"CHILD": child, "SEX": sex, "DOB": person.get("dob")}

    def header(self) -> list[Row]:
        """A row per child."""
        return [
            self._about(child)
            | {"ETHNIC": self.people.get(child, {}).get("ethnicity"), "UPN": "UN1", "MOTHER": 0}
            for child in dict.fromkeys([*self.children, *(row["CHILD"] for row in self.leavers())])
            if isinstance(child, str)
        ]

    def _status_on(self, person: object, on: date) -> object:
        """The legal status in force on a day."""
        for row in self.statuses.get(person, []):
            start, end = day(row, "legal_status_start_date"), day(row, "legal_status_end_date")
            if start is not None and start <= on < (end or FAR):
                return row.get("legal_status")
        return None

    def episodes(self) -> list[Row]:
        """A row per episode."""
        found = []
        for row in self.kept:
            start = day(row, "cla_episode_start_date") or FAR
            stay = self.placements.get(row.get("cla_placement_id"), {})
            ends_stay = day(stay, "cla_placement_end_date") == day(row, "cla_episode_ceased_date")
            found.append(
                {
                    "CHILD": who(row, self.merged),
                    "DECOM": row.get("cla_episode_start_date"),
                    "RNE": row.get("cla_episode_start_reason"),
                    "LS": self._status_on(row["source_person_id"], start),
                    "CIN": row.get("cla_primary_need_code"),
                    "PLACE": stay.get("cla_placement_type"),
                    "PLACE_PROVIDER": stay.get("cla_placement_provider"),
                    "DEC": row.get("cla_episode_ceased_date"),
                    "REC": row.get("cla_episode_ceased_reason"),
                    "REASON_PLACE_CHANGE": stay.get("cla_placement_change_reason")
                    if ends_stay
                    else None,
                    "PL_POST": stay.get("cla_placement_postcode"),
                    "URN": stay.get("cla_placement_urn"),
                }
            )
        return found

    def reviews(self) -> list[Row]:
        """A row per review held in the year."""
        found = []
        for row in self.rows("cla_reviews"):
            period = self.periods.get(row["cla_id"])
            if period and is_within(row, "cla_review_date", self.begins, self.until):
                found.append(
                    self._about(who(period, self.merged))
                    | {
                        "REVIEW": row.get("cla_review_date"),
                        "REVIEW_CODE": row.get("cla_review_participation"),
                    }
                )
        return found

    def uasc(self) -> list[Row]:
        """A row per unaccompanied asylum-seeking child looked after in the year."""
        return [
            self._about(who(row, self.merged)) | {"DUC": row.get("immigration_status_end_date")}
            for row in self.rows("immigration_status")
            if who(row, self.merged) in self.children and row.get("immigration_status") == "UASC"
        ]

    def leavers(self) -> list[Row]:
        """A row per care leaver whose 17th to 21st birthday falls in the year."""
        found = []
        for row in self.rows("care_leavers"):
            child = who(row, self.merged)
            born = day(self.people.get(child, {}), "dob")
            home = row.get("care_leaver_accommodation")
            if born is None or not 17 <= self._age(born) <= 21:
                continue
            found.append(
                self._about(child)
                | {
                    "IN_TOUCH": row.get("care_leaver_in_touch"),
                    "ACTIV": row.get("care_leaver_activity"),
                    "ACCOM": f"{home}{row.get('care_leaver_accom_suitable')}" if home else "0",
                }
            )
        return found

    def _age(self, born: date) -> int:
        """Completed years at the end of the collection year's last day."""
        last = self.begins.replace(year=self.begins.year + 1) - timedelta(days=1)
        return last.year - born.year - ((last.month, last.day) < (born.month, born.day))

    def _permanence(self) -> list[Row]:
        return [row for row in self.rows("permanence") if who(row, self.merged) in self.children]

    def decisions(self) -> list[Row]:
        """A row per decision that a child should be placed for adoption."""
        return [
            self._about(who(row, self.merged))
            | {
                "DATE_PLACED": row.get("adm_decision_date"),
                "DATE_PLACED_CEASED": row.get("decision_reversed_date"),
                "REASON_PLACED_CEASED": row.get("decision_reversed_reason"),
            }
            for row in self._permanence()
            if row.get("adm_decision_date")
        ]

    def adoptions(self) -> list[Row]:
        """A row per child adopted in the year."""
        return [
            self._about(who(row, self.merged))
            | {
                "DATE_INT": row.get("adm_decision_date"),
                "DATE_MATCH": row.get("matched_date"),
                "FOSTER_CARE": row.get("adopted_by_carer_flag"),
                "NB_ADOPTR": row.get("number_of_adopters"),
                "SEX_ADOPTR": row.get("adopter_sex"),
                "LS_ADOPTR": row.get("adopter_legal_status"),
            }
            for row in self._permanence()
            if row.get("permanence_order_type") == "Adoption"
            and is_within(row, "permanence_order_date", self.begins, self.until)
        ]

    def missing(self) -> list[Row]:
        """A row per time a looked-after child was missing in the year."""
        return [
            self._about(who(row, self.merged))
            | {
                "MISSING": _MISSING.get(str(row.get("missing_episode_type")), "A"),
                "MIS_START": row.get("missing_episode_start_date"),
                "MIS_END": row.get("missing_episode_end_date"),
            }
            for row in self.rows("missing")
            if who(row, self.merged) in self.children
            and is_open_in(
                row,
                "missing_episode_start_date",
                "missing_episode_end_date",
                self.begins,
                self.until,
            )
        ]
