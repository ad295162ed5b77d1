"""A team's pack as one self-contained page: what to do first, then how the team stands.

Belongs here: the order of the page and its words. Does not belong here: queries (lists,
team_marts). It needs no script and fetches nothing; workers stand in order of name, with counts
and never with a colour or a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, select_autoescape
from markupsafe import Markup

from pipelines.reports.action_lists import LISTED_WD, action_words, by_worker, headline, when_words
from pipelines.reports.cells import count_words, plain, shown_words
from pipelines.reports.figures import Figure
from pipelines.reports.marts import Record
from pipelines.reports.packs import words
from pipelines.reports.sheet import stamp, write_private
from pipelines.reports.team_workbook import (
    AUDIENCE,
    Council,
    TeamContent,
    has_counted,
    key_of,
    team_target,
)
from pipelines.reports.words import (
    RAG_MEANING,
    counted,
    day,
    domain_words,
    month_end,
    month_name,
    period_words,
    rag_words,
)

HERE = Path(__file__).parent
SHARED_STYLE = HERE.parent / "scorecard" / "scorecard.css"
LISTED = 60  # rows of a list on the page; the workbook has all of them


def write_pack_page(path: Path, council: Council, content: TeamContent) -> Path:
    """Write one team's page beside its workbook; the file is readable by its owner only."""
    write_private(path, render(council, content, f"{path.stem}.xlsx").encode("utf-8"))
    return path


def render(council: Council, content: TeamContent, workbook: str) -> str:
    """The whole page as text."""
    publication, lists = council.publication, content.lists
    before = month_before(publication.month)
    held = sorted(content.held.values(), key=lambda row: _called(council, row["worker_id"]))
    return _template().render(
        publication=publication,
        team=content.team,
        month=month_name(publication.month),
        audience=AUDIENCE,
        stamp=stamp(publication),
        style=Markup(_style()),
        workbook=workbook,
        most=LISTED,
        headline=headline(content.actions),
        ahead=_ahead(lists.ahead),
        kinds=sorted({row["action"] for row in lists.ahead or () if row["action"]}),
        workers=_workers(council, content),
        due_lists=due_lists(content.actions),
        measures=_measures(council, content),
        held=held,
        lists=lists,
        month_before=before,
        new=words.newly_overdue(content.actions, before),
        called=lambda worker_id: _called(council, worker_id),
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return SHARED_STYLE.read_text("utf-8") + (HERE / "pack.css").read_text("utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    """The template, read once for all teams."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=select_autoescape(["j2", "html"]),
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {
        "horizons": words.HORIZON_WORDS,
        "not_published": words.NOT_PUBLISHED,
        "rag_meaning": RAG_MEANING,
        "listed": LISTED_WD,
        "cases": words.CASES,
        "day": day,
        "counted": counted,
        "action": action_words,
        "when": when_words,
        "said": words.ahead_words,
        "threshold": words.threshold_words,
        "unheld": words.unheld_words,
        "handed": words.handed_words,
        "moved": words.moved_words,
        "number": _number,
    }
    return environment.get_template("pack.html.j2")


def month_before(month: str) -> date:
    """The last day of the month before '2015-04'."""
    return month_end(month).replace(day=1) - timedelta(days=1)


def _called(council: Council, worker_id: str | None) -> str:
    return council.names.get(worker_id or "", worker_id or "not recorded")


def _number(value: Decimal | int | None) -> str:
    return "–" if value is None else plain(Decimal(value))


def _ahead(rows: Sequence[Record] | None) -> dict[tuple[str, str, str], Record] | None:
    """The forward look by worker (empty = the team), action (empty = all) and horizon."""
    if rows is None:
        return None
    return {(row["worker_id"] or "", row["action"] or "", row["horizon"]): row for row in rows}


def _workers(council: Council, content: TeamContent) -> list[tuple[str, Any]]:
    found = by_worker(content.actions, content.held, council.names)
    ids = {council.names.get(one, one): one for one in content.held}
    ids |= {_called(council, one["worker_id"]): one["worker_id"] for one in content.actions}
    return [(ids[one.worker], one) for one in found]


def due_lists(actions: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """Visits, then supervision, then the rest; each overdue first, oldest first."""
    titles = ("Visits", "Supervision", "Assessments, reviews and other work")
    found: dict[str, list[Record]] = {title: [] for title in titles}
    for row in actions:
        name = str(row["action"])
        place = 0 if "visit" in name else 1 if "supervision" in name else 2
        found[titles[place]].append(row)
    return list(found.items())


def _measures(council: Council, content: TeamContent) -> list[tuple[str, list[dict[str, str]]]]:
    shown = [figure for figure in content.figures if has_counted(figure)]
    grouped = groupby(shown, key=lambda figure: figure.measure.domain)
    return [
        (domain_words(domain), [_line(council, content, figure) for figure in found])
        for domain, found in grouped
    ]


def _line(council: Council, content: TeamContent, figure: Figure) -> dict[str, str]:
    against = team_target(council, figure)
    whole = council.authority.get(key_of(figure))
    chance = content.lists.chance
    target = "none" if against.target is None else plain(against.target)
    if against.target is not None and against.target_upper is not None:
        target += f" to {plain(against.target_upper)}"
    is_share = figure.measure.unit == "percent"
    return {
        "name": figure.measure.name,
        "period": period_words(figure.basis, figure.period_end),
        "cases": count_words(figure),
        "value": shown_words(figure.now, figure),
        "before": shown_words(figure.previous, figure),
        "authority": shown_words(whole.now, whole) if whole else "none",
        "target": target,
        "rag": (against.rag or "").lower(),
        "rag_text": rag_words(
            against.rag,
            target=against.target,
            polarity=figure.measure.polarity,
            status=figure.now.status,
            is_information=against.is_information,
        ),
        "chance": words.chance_words(chance.get(figure.measure.file_stem))
        if chance is not None and is_share
        else "–",
    }
