"""Writes every report of a publication into one folder.

Belongs here: which files there are, their names and their order. Does not belong here: what is in
them. Reads the published databases only, and those read-only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pipelines.reports import marts, rows_behind, team_marts
from pipelines.reports.action_lists import LISTED_WD, write_action_csv, write_action_workbook
from pipelines.reports.committee.write import Copy, write_committee_report
from pipelines.reports.comparators import comparator
from pipelines.reports.comparison_workbook import write_comparison_workbook
from pipelines.reports.figures import (
    Figure,
    comparison_key,
    comparisons,
    latest_figures,
    position,
)
from pipelines.reports.fix_lists.write import FOLDER as FIX_FOLDER
from pipelines.reports.fix_lists.write import write_fix_lists
from pipelines.reports.marts import Publication, Record
from pipelines.reports.packs.lists import read_lists
from pipelines.reports.packs.page import month_before, write_pack_page
from pipelines.reports.pause import collection_paused, free_finished
from pipelines.reports.scorecard.page import write_scorecard
from pipelines.reports.sheet import write_private
from pipelines.reports.team_marts import Team
from pipelines.reports.team_workbook import Council, TeamContent, key_of, write_team_workbook
from pipelines.reports.words import month_end

TEAM_FOLDER = "teams"
PUBLIC_FOLDER = "public"
COMMITTEE_FOLDER = "committee"


@dataclass(frozen=True)
class ReportOptions:
    """What a caller may choose; the defaults are what a monthly run writes.

    ``settings`` is the council's folder, which may hold a layout and a template of its own.
    ``released_by`` stamps the files as final: a publication's databases stay as they were made, so
    after release the name comes from the release, not from them.
    """

    with_comparison: bool = True
    with_teams: bool = True
    with_actions: bool = True
    with_fix_lists: bool = True
    with_scorecard: bool = True
    with_committee: bool = True
    settings: Path | None = None
    released_by: str | None = None


PACKS_ONLY = ReportOptions(
    with_comparison=False, with_actions=False, with_scorecard=False, with_committee=False
)


def write_reports(
    publication_folder: Path,
    analysts_db: Path,
    restricted_db: Path,
    out: Path,
    options: ReportOptions | None = None,
    public_db: Path | None = None,
) -> list[Path]:
    """Write the workbooks, the action lists and the scorecard pages into ``out``.

    Args:
        publication_folder: where the databases lie if their paths are given as bare names.
        analysts_db: the analysts' database; the comparison workbook comes from it alone.
        restricted_db: the database with the key map and staff names; the rest comes from it.
        out: folder to fill; made readable by its owner only, and so is every file.
        options: which outputs to write.
        public_db: the database under disclosure control; the public pages come from it alone.

    Returns:
        The files written, the comparison workbook first.

    Raises:
        DataProblem: if a database is missing, unreadable or lacks a mart.
    """
    options = options or ReportOptions()
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    with collection_paused():
        written = _write_comparison(publication_folder / analysts_db, out, options)
        written += _write_pages(publication_folder, analysts_db, public_db, out, options)
        written += _write_committee(publication_folder, analysts_db, public_db, out, options)
        free_finished()
        if options.with_teams or options.with_actions or options.with_fix_lists:
            with marts.opened(publication_folder / restricted_db) as con:
                written += _write_restricted(con, out, options)
    return written


def _write_comparison(database: Path, out: Path, options: ReportOptions) -> list[Path]:
    if not options.with_comparison:
        return []
    with marts.opened(database) as con:
        publication = _stamped(con, options)
        name = f"comparison_{publication.la_code}_{publication.month}.xlsx"
        return [write_comparison_workbook(con, out / name, publication)]


def _write_pages(
    publication_folder: Path,
    analysts_db: Path,
    public_db: Path | None,
    out: Path,
    options: ReportOptions,
) -> list[Path]:
    """The scorecard for officers, and the public one from the public database."""
    if not options.with_scorecard:
        return []
    written: list[Path] = []
    sources = {"officers": (analysts_db, out), "public": (public_db, out / PUBLIC_FOLDER)}
    for tier, (database, folder) in sources.items():
        if database is None:
            continue
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with marts.opened(publication_folder / database) as con:
            publication = _stamped(con, options)
            name = f"scorecard_{publication.la_code}_{publication.month}.html"
            written.append(write_scorecard(con, folder / name, publication, tier))
    return written


def _write_committee(
    publication_folder: Path,
    analysts_db: Path,
    public_db: Path | None,
    out: Path,
    options: ReportOptions,
) -> list[Path]:
    """The committee report's first drafts; later ones are made by the command line."""
    if not options.with_committee:
        return []
    with marts.opened(publication_folder / analysts_db) as con:
        publication = _stamped(con, options)
    copies = [Copy("officers", publication_folder / analysts_db)]
    if public_db is not None:
        copies.append(Copy("public", publication_folder / public_db))
    return write_committee_report(copies, publication, out / COMMITTEE_FOLDER, options.settings)


def _stamped(con: duckdb.DuckDBPyConnection, options: ReportOptions) -> Publication:
    publication = marts.publication(con)
    if options.released_by is None:
        return publication
    return replace(publication, status="final", released_by=options.released_by)


def _write_restricted(
    con: duckdb.DuckDBPyConnection, out: Path, options: ReportOptions
) -> list[Path]:
    publication = _stamped(con, options)
    names = team_marts.worker_names(con)
    found = team_marts.teams(con, month_end(publication.month))
    actions = team_marts.actions(con, LISTED_WD)
    written: list[Path] = []
    if options.with_actions:
        called = {team.team_id: team.name for team in found}
        stem = f"overdue_and_due_{publication.la_code}_{publication.month}"
        given = (publication, actions, names, called)
        written.append(write_action_workbook(out / f"{stem}.xlsx", *given))
        written.append(write_action_csv(out / f"{stem}.csv", *given))
    if options.with_fix_lists:
        written += write_fix_lists(con, out / FIX_FOLDER, publication, names, found)
    if options.with_teams:
        folder = out / TEAM_FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        written += _write_teams(con, folder, publication, found, actions, names)
    return written


def _write_teams(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    publication: Publication,
    found: list[Team],
    actions: list[Record],
    names: dict[str, str],
) -> list[Path]:
    end = month_end(publication.month)
    catalogue = marts.measures(con)
    council = _council(con, publication, catalogue, names)
    figures = _by_team(
        latest_figures(con, catalogue, end, "team", with_trend=True, headline_only=True)
    )
    workers = _by_team(latest_figures(con, catalogue, end, "worker", headline_only=True))
    held = _held(team_marts.caseloads(con))
    rows_behind.make_rows_behind(con, end)
    lists = read_lists(con, month_before(publication.month), end)
    written: list[Path] = []
    for team in found:
        own_actions = [one for one in actions if one["team_id"] == team.team_id]
        rows = rows_behind.rows_to_look_at(con, team.team_id)
        # a service, or a team that held nothing: no workbook, rather than an empty one
        if not rows and not own_actions and not workers[team.team_id]:
            continue
        content = TeamContent(
            team=team,
            figures=sorted(figures[team.team_id], key=position),
            workers=_workers_in_order(workers[team.team_id], names),
            actions=own_actions,
            held=held[team.team_id],
            rows=rows,
            rows_file=f"{team_file_stem(team.team_id, publication.month)}_rows.csv",
            lists=lists[team.team_id],
        )
        written += _write_team(con, folder, council, content)
        free_finished()
    return written


def _write_team(
    con: duckdb.DuckDBPyConnection, folder: Path, council: Council, content: TeamContent
) -> list[Path]:
    """One team's workbook, page and rows."""
    stem = team_file_stem(content.team.team_id, council.publication.month)
    workbook = write_team_workbook(folder / f"{stem}.xlsx", council, content)
    page = write_pack_page(folder / f"{stem}.html", council, content)
    rows_file = folder / content.rows_file
    text = rows_behind.rows_csv(con, content.team.team_id)
    write_private(rows_file, text.encode("utf-8-sig"))
    return [workbook, page, rows_file]


def _council(
    con: duckdb.DuckDBPyConnection,
    publication: Publication,
    catalogue: dict[str, marts.Measure],
    names: dict[str, str],
) -> Council:
    authority = {
        key_of(figure): figure
        for figure in latest_figures(con, catalogue, month_end(publication.month))
        if figure.category is None
    }
    rows = comparisons(con, month_end(publication.month))
    targets = {
        key: comparator(rows.get(comparison_key(figure))) for key, figure in authority.items()
    }
    ratings = team_marts.ratings(con, month_end(publication.month))
    return Council(publication, authority, targets, ratings, names)


def _by_team(figures: list[Figure]) -> defaultdict[str, list[Figure]]:
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.team_id and not figure.is_share:
            found[figure.team_id].append(figure)
    return found


def _workers_in_order(figures: list[Figure], names: dict[str, str]) -> list[Figure]:
    """Each worker's figures together, workers by name; figures with nothing to say left out."""
    said = [one for one in figures if one.numerator or one.denominator]

    def place(one: Figure) -> tuple[object, ...]:
        return names.get(one.worker_id or "", ""), one.worker_id, position(one)

    return sorted(said, key=place)


def _held(caseloads: list[Record]) -> defaultdict[str, dict[str, Record]]:
    found: defaultdict[str, dict[str, Record]] = defaultdict(dict)
    for row in caseloads:
        found[row["team_id"]][row["worker_id"]] = row
    return found


def team_file_stem(team_id: str, month: str) -> str:
    """A file name from the team's id alone: names may hold what file systems refuse."""
    safe = re.sub(r"[^A-Za-z0-9_-]+", "_", team_id)
    return f"team_{safe}_{month}"
