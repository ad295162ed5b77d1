"""From the records of an SSDA903 return to rows of the canonical tables.

Belongs here: what each module's columns mean, and the keys the return does not have. Does not
belong here: folding episodes (``ssda903_episodes``), adoption (``ssda903_permanence``), reading
files (``ssda903_files``).

OC2 and OC3 state facts of a year, not events: they carry no date, and none is made up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.sources.base import BrokenRow, TableHead
from pipelines.sources.ssda903_episodes import Chains, Episode, Placement, day_of
from pipelines.sources.ssda903_files import ModuleFile, Record
from pipelines.sources.ssda903_modules import FEEDS_BY_TABLE
from pipelines.sources.table_rows import TableRows

SEXES = {"1": "M", "2": "F", "0": "U", "9": "U"}
_MISSING = {"M": "Missing", "A": "Away from placement without authorisation"}
_CHECKS = {
    "HEALTH_ASSESSMENT": "Health assessment",
    "TEETH_CHECK": "Dental check",
    "HEALTH_CHECK": "Development check",
}
WORKER_ROLE = "SW"
_OF_EPISODE = ("DECOM", "CIN", "LS")
_OF_PLACEMENT = ("DECOM", "PLACE", "URN", "PLACE_PROVIDER", "PL_POST")


@dataclass(frozen=True)
class Places:
    """Where the episodes of one file go."""

    episodes: TableRows
    statuses: TableRows
    placements: TableRows


class Tables:
    """The rows of each file and table, by path, and the workers met so far."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Path, str], TableRows] = {}
        self.workers: set[str] = set()

    def open(self, head: TableHead) -> TableRows:
        """Begin the rows of one table from one file."""
        rows = TableRows(head, list(FEEDS_BY_TABLE[head.table].columns))
        self._rows[head.path, head.table] = rows
        return rows

    def of(self, path: Path, table: str) -> TableRows:
        """The rows one file gives to one table."""
        return self._rows[path, table]

    def places(self, path: Path) -> Places:
        """The tables a file's episodes go to."""
        names = ("cla_episodes", "legal_status", "cla_placement")
        return Places(*(self.of(path, name) for name in names))

    def all(self) -> list[TableRows]:
        """Every one, in the order they were begun."""
        return list(self._rows.values())

    def break_row(self, path: Path, table: str, row: BrokenRow) -> None:
        """Reject a row that could not be cut into its columns."""
        rows = self.of(path, table)
        rows.reject(row.source_row, row.rule, row.message, row.fields, row.column)


def add_episodes(tables: Tables, chains: Chains) -> None:
    """Episodes, placements and legal statuses, and what does not hold together."""
    path, to = None, None
    for episodes in chains.by_child.values():
        for episode in episodes:
            if to is None or episode.path is not path:
                path, to = episode.path, tables.places(episode.path)
            _episode(to, episode)
    for placement in chains.placements:
        if to is None or placement.episodes[0].path is not path:
            path, to = placement.episodes[0].path, tables.places(placement.episodes[0].path)
        _placement(to, placement)
    for path, record in chains.unplaced:
        # landing says which of the two is missing or wrong
        cells = [record.get(name) for name in ("RNE", "CIN", "DEC", "REC")]
        where = f"line {record.line}"
        tables.of(path, "cla_episodes").add(
            record.line, where, record.child, record.get("DECOM"), *cells, where, None, None
        )
    for finding in chains.findings:
        rows = tables.of(finding.path, "cla_episodes")
        if finding.rejects:
            rows.reject(finding.line, finding.rule, finding.message, (), finding.column)
        else:
            rows.note(finding.line, finding.column, finding.rule, finding.message)


def _end_text(episode: Episode) -> str | None:
    """When the episode ended; a text that is no date stays as it is, to be rejected."""
    text = episode.record.get("DEC")
    if text and day_of(text) is None:
        return text
    return episode.ends.isoformat() if episode.ends else None


def _episode(to: Places, episode: Episode) -> None:
    record, child, ends = episode.record, episode.record.child, _end_text(episode)
    begins, need, status = record.several(_OF_EPISODE)
    to.episodes.add(
        record.line,
        episode.key,
        child,
        begins,
        episode.new,
        need,
        ends,
        episode.reason,
        episode.period,
        episode.placement.key if episode.placement else None,
        episode.began.isoformat() if episode.began else None,
    )
    # one row an episode: the next year's return holds only the episode open on its 1 April, which
    # must then be the same record as this one
    to.statuses.add(record.line, f"{episode.key}-LS", child, status, begins, ends)


def _placement(to: Places, placement: Placement) -> None:
    """An unbroken stay: from its first episode's start to its last one's end."""
    first, last = placement.episodes[0], placement.episodes[-1]
    begins, kind, *stated = first.record.several(_OF_PLACEMENT)
    if first is not last:
        stated = [
            said or next((text for e in placement.episodes if (text := e.record.get(name))), None)
            for said, name in zip(stated, _OF_PLACEMENT[2:], strict=True)
        ]
    urn, provider, postcode = stated
    to.placements.add(
        first.record.line,
        placement.key,
        begins,
        kind,
        urn,
        first.period,
        provider,
        postcode,
        _end_text(last),
        last.record.get("REASON_PLACE_CHANGE"),
        first.record.child,
        placement.carer,
    )


def add_module(tables: Tables, file: ModuleFile, chains: Chains, ends_on: date) -> None:
    """The rows of one file of any module but Episodes, AD1 and PlacedAdoption."""
    adder = _ADDERS.get(file.module.name)
    if adder is None:
        return
    for record in file.records:
        adder(tables, file.path, record, chains, ends_on.year)


def _header(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who, sex = record.child, record.get("SEX")
    tables.of(path, "person").add(
        record.line,
        who,
        SEXES.get(sex, sex) if sex else None,
        record.get("DOB"),
        record.get("ETHNIC"),
        record.get("MOTHER"),
    )
    upn = record.get("UPN")
    if upn:
        tables.of(path, "linked_identifiers").add(
            record.line, f"{who}-UPN", who, "Unique Pupil Number", upn
        )
    if record.get("MC_DOB"):
        tables.of(path, "mother").add(
            record.line, f"{who}-MC-{record.get('MC_DOB')}", who, record.get("MC_DOB")
        )


def _review(tables: Tables, path: Path, record: Record, chains: Chains, _year: int) -> None:
    rows, who = tables.of(path, "cla_reviews"), record.child
    day = day_of(record.get("REVIEW"))
    period = chains.period_on(who, day)
    cells = (record.get("REVIEW"), record.get("REVIEW_CODE"))
    if day is not None and who is not None and period is None:
        message = "`REVIEW` is on a day no episode of the child covers; correct it or the episodes"
        rows.reject(record.line, "outside_care", message, (who, *cells), "cla_review_date")
        return
    # without a day or a child landing says what is wrong
    key = f"{who}-REV-{day:%Y%m%d}" if day and who else None
    rows.add(record.line, key, period.key if period else None, *cells)


def _uasc(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who = record.child
    tables.of(path, "immigration_status").add(
        record.line, who, f"{who}-UASC", "UASC", record.get("DUC")
    )


def _health(tables: Tables, path: Path, record: Record, _chains: Chains, year: int) -> None:
    who, line = record.child, record.line
    for column, kind in _CHECKS.items():
        answer = record.get(column)
        if answer is not None:
            status = {"1": "Y", "0": "N"}.get(answer, answer)
            key = f"{who}-{column}-{year}"
            tables.of(path, "cla_health").add(line, key, who, kind, status)
    if record.get("IMMUNISATIONS") is not None:
        tables.of(path, "cla_immunisations").add(line, who, record.get("IMMUNISATIONS"))
    if record.get("CONVICTED") == "1":
        text = "Convicted or subject to a youth caution in the year"
        tables.of(path, "cla_convictions").add(line, f"{who}-CON-{year}", who, text)
    if record.get("SUBSTANCE_MISUSE") is not None:
        tables.of(path, "cla_substance_misuse").add(
            line,
            f"{who}-SUB-{year}",
            who,
            record.get("SUBSTANCE_MISUSE"),
            record.get("INTERVENTION_RECEIVED"),
        )
    if record.get("SDQ_SCORE") is not None or record.get("SDQ_REASON") is not None:
        tables.of(path, "sdq_scores").add(
            line, f"{who}-SDQ-{year}", who, record.get("SDQ_REASON"), record.get("SDQ_SCORE")
        )


def _leaver(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who, home = record.child, record.get("ACCOM")
    letter = None if home in (None, "0") else home[:1]
    suitable = home[1:] if letter and home and home[1:] in ("1", "2") else None
    tables.of(path, "care_leavers").add(
        record.line,
        f"{who}-LEA",
        who,
        record.get("IN_TOUCH"),
        letter if suitable or home is None or len(home) == 1 else home,
        suitable,
        None if record.get("ACTIV") == "0" else record.get("ACTIV"),
    )


def _previous(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who = record.child
    tables.of(path, "cla_previous_permanence").add(
        record.line,
        f"{who}-PRV",
        who,
        record.get("DATE_PERM"),
        record.get("PREV_PERM"),
        record.get("LA_PERM"),
    )


def _missing(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who, kind, start = record.child, record.get("MISSING"), record.get("MIS_START")
    day = day_of(start)
    tables.of(path, "missing").add(
        record.line,
        f"{who}-MIS-{day:%Y%m%d}-{kind}" if day else f"{who}-MIS-line-{record.line}",
        who,
        start,
        _MISSING.get(kind, kind) if kind else None,
        record.get("MIS_END"),
    )


def _worker(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who, worker = record.child, record.get("SW_ID")
    start = record.get("SW_DECOM")
    day = day_of(start)
    begun = f"{day:%Y%m%d}" if day else f"line-{record.line}"
    tables.of(path, "involvements").add(
        record.line,
        f"{who}-SW-{begun}-{worker}",
        worker,
        WORKER_ROLE,
        start,
        record.get("SW_DEC"),
        record.get("SW_REASON"),
        who,
    )
    if worker and worker not in tables.workers:
        tables.workers.add(worker)
        tables.of(path, "professionals").add(record.line, worker)


def _deprived(tables: Tables, path: Path, record: Record, _chains: Chains, _year: int) -> None:
    who, start = record.child, record.get("DOLO_START")
    day = day_of(start)
    key = f"{who}-DOL-{day:%Y%m%d}" if day else f"{who}-DOL-line-{record.line}"
    tables.of(path, "deprivation_orders").add(record.line, key, who, start, record.get("DOLO_END"))


_Adder = Callable[[Tables, Path, Record, Chains, int], None]
_ADDERS: Mapping[str, _Adder] = {
    "Header": _header,
    "Reviews": _review,
    "UASC": _uasc,
    "OC2": _health,
    "OC3": _leaver,
    "PrevPerm": _previous,
    "Missing": _missing,
    "SocialWorker": _worker,
    "DoLo": _deprived,
}
