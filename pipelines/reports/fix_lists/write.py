"""Writes the fix lists of a publication: for the council, each service and each team.

Belongs here: which files there are and their names. Does not belong here: what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from pipelines.reports import team_marts
from pipelines.reports.fix_lists.completeness import completeness_sheets, read_columns
from pipelines.reports.fix_lists.read import older_count, read_fix_list
from pipelines.reports.fix_lists.workbook import FixList, fix_sheets, write_fix_csv
from pipelines.reports.marts import Publication, Record
from pipelines.reports.sheet import new_book
from pipelines.reports.words import month_end, month_name

FOLDER = "fix_lists"


def write_fix_lists(
    con: duckdb.DuckDBPyConnection,
    out: Path,
    publication: Publication,
    names: dict[str, str],
    teams: Sequence[team_marts.Team],
) -> list[Path]:
    """Write the lists into ``out``, readable by their owner only; none without findings' mart.

    The council's own workbook also says how complete the extracts are. A service or team with
    nothing to fix has no file; a worker's part is found by the worker's name in the team's.
    """
    end = month_end(publication.month)
    rows = read_fix_list(con, publication.month, end)
    if rows is None:
        return []
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    called = {team.team_id: team.name for team in teams}
    services = {team.team_id: team.service for team in teams}
    whole = FixList(
        f"{publication.la_name}: records to fix, {month_name(publication.month)}",
        rows, names, called, by_team=True, older=older_count(con, end),
    )  # fmt: skip
    stem = f"fix_list_{publication.la_code}_{publication.month}"
    written = _write(out / stem, publication, whole, con)
    for service in sorted({services.get(str(row["team_id"]), "") for row in rows} - {""}):
        own = [row for row in rows if services.get(str(row["team_id"])) == service]
        title = f"{service}: records to fix, {month_name(publication.month)}"
        stem = f"fix_list_service_{_safe(service)}_{publication.month}"
        written += _write(out / stem, publication, FixList(title, own, names, called, by_team=True))
    by_team: dict[str, list[Record]] = {}
    for row in rows:
        by_team.setdefault(str(row["team_id"]), []).append(row)
    for team_id, own in sorted(by_team.items()):
        title = f"{called.get(team_id, team_id)}: records to fix, {month_name(publication.month)}"
        stem = f"fix_list_team_{_safe(team_id)}_{publication.month}"
        written += _write(out / stem, publication, FixList(title, own, names, called))
    return written


def _write(
    stem: Path,
    publication: Publication,
    listed: FixList,
    con: duckdb.DuckDBPyConnection | None = None,
) -> list[Path]:
    """One list as workbook and CSV; with completeness where ``con`` is given."""
    path = stem.with_name(f"{stem.name}.xlsx")
    with new_book(path, publication, listed.title) as book:
        fix_sheets(book, listed)
        if con is not None:
            completeness_sheets(book, read_columns(con))
    return [
        path,
        write_fix_csv(stem.with_name(f"{stem.name}.csv"), publication, listed),
    ]


def _safe(name: str) -> str:
    """A file name from a service's name or a team's id."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name)
