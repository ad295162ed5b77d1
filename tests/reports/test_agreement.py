"""One month's figures and lists, read out of every output, are the warehouse's and each other's.

Each output is opened as its reader would open it and compared with plain queries on the published
databases; nothing of the reports' own code is used to say what is right.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import duckdb
import pytest
from lxml import html
from python_calamine import CalamineWorkbook

from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH

END = "2015-04-30"
BASES = {"IM": "In month", "YTD": "Year to date", "R3": "3 months", "R12": "12 months",
         "R36": "3 years", "AY": "School year", "SNAP": "On the day"}  # fmt: skip
FIGURES = f"""
select catalogue.name, catalogue.measure, catalogue.unit, catalogue.kpi_id, catalogue.variant,
    catalogue.once_per, figures.file_stem, figures.basis, figures.period_end, figures.team_id,
    figures.numerator, figures.denominator, figures.value_rounded, figures.value_display,
    figures.basis = catalogue.headline_basis as is_headline
from marts.kpi_value as figures
inner join marts.kpi_catalogue as catalogue using (file_stem)
inner join (
    select basis, max(period_end) as period_end from marts.period
    where period_end <= date '{END}' group by basis
) as latest using (basis, period_end)
where figures.level = ? and figures.category_key = ''
"""
Row = dict[str, Any]


@dataclass(frozen=True)
class Published:
    """A publication's folder and what its databases say."""

    folder: Path
    authority: list[Row]
    teams: list[Row]
    actions: Counter[tuple[str, str, str]]

    def report(self, name: str) -> Path:
        """The one report of that name."""
        (found,) = (self.folder / "reports").glob(name)
        return found


def queried(database: Path, sql: str, *given: object) -> list[Row]:
    with duckdb.connect(str(database), read_only=True) as con:
        found = con.execute(sql, list(given))
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module")
def month(published: Paths) -> Published:
    folder = published.warehouse / LA / "publications" / f"{SECOND_MONTH}_1"
    restricted = folder / "kpi_restricted.duckdb"
    due = queried(
        restricted,
        "select actions.team_id, actions.due_date, people.id from marts.action_list as actions"
        " inner join marts.key_map as people on people.key = actions.person_key"
        " where people.key_kind = 'person' and (is_overdue or working_days_left <= 20)",
    )
    actions = Counter((row["team_id"], row["id"], str(row["due_date"] or "")) for row in due)
    authority = queried(folder / "kpi.duckdb", FIGURES, "authority")
    return Published(folder, authority, queried(folder / "kpi.duckdb", FIGURES, "team"), actions)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines(rows: list[list[Any]], heading: str) -> list[Row]:
    """Lines under every heading row that opens with ``heading``, until the table ends."""
    found, head = [], None
    for row in rows:
        if row[0] == heading:
            head = row
        elif head is not None and row[0] != "":
            found.append(dict(zip(head, row, strict=False)))
    return found


def counted(row: Row) -> tuple[str, ...]:
    """A figure's counts as numbers; pages print none for a median, which counts nothing."""
    return () if row["numerator"] is None else both(row)


def both(row: Row) -> tuple[str, ...]:
    names = ("numerator", "denominator")
    return tuple(number(row[name]) for name in names if row[name] is not None)


def number(value: object) -> str:
    found = Decimal(str(value).replace(",", "")).quantize(Decimal("0.1"))
    return f"{found.normalize():f}"


def numbers(text: str) -> tuple[str, ...]:
    return tuple(number(one) for one in re.findall(r"-?\d[\d,]*\.?\d*", text))


def as_counted(line: Row) -> tuple[str, ...]:
    """The counts of a workbook's line; a dash where the measure has none."""
    return tuple(number(line[name]) for name in ("Number", "Out of") if line[name] != "–")


def by_name(figures: list[Row]) -> dict[str, Row]:
    """Headline figures by name; a name that two variants share tells nobody which it is."""
    shared = Counter(row["name"] for row in figures if row["is_headline"])
    return {row["name"]: row for row in figures if row["is_headline"] and shared[row["name"]] == 1}


def test_text_figures_and_lists_agree_across_all_outputs(month: Published) -> None:
    compared = {
        "workbook": workbook_agrees(month),
        "page": page_agrees(month),
        "report": report_agrees(month),
        "packs": packs_agree(month),
        "rows": rows_agree(month),
        "lists": lists_agree(month),
    }
    few = {name: found for name, found in compared.items() if found < 20}
    assert not few, "so few were compared that agreement would prove nothing"


def workbook_agrees(month: Published) -> int:
    book = sheets(month.report(f"comparison_{LA}_*.xlsx"))
    shown = [
        line for name, rows in book.items() if name not in ("Summary", "Definitions")
        for line in lines(rows, "Measure") if line.get("Basis")
    ]  # fmt: skip
    found = {(line["Measure"], line["Basis"]): line for line in shown}
    names = Counter((row["name"], row["basis"]) for row in month.authority)
    ours = [row for row in month.authority if names[row["name"], row["basis"]] == 1]
    for row in ours:
        line = found[row["name"], BASES[row["basis"]]]
        assert as_counted(line) == both(row), row["file_stem"]
        if row["value_rounded"] is not None:
            assert line["Value"] == float(row["value_rounded"]), row["file_stem"]
        elif row["value_display"]:
            assert row["value_display"] in str(line["Value"]), row["file_stem"]
        else:
            assert isinstance(line["Value"], str), "no figure has its reason, never a number"
    return len(ours)


def page_agrees(month: Published) -> int:
    page = html.parse(str(month.report(f"scorecard_{LA}_*.html"))).getroot()
    ours = {row["file_stem"]: row for row in month.authority if row["is_headline"]}
    teams = {(row["file_stem"], row["team_id"]): row for row in month.teams if row["is_headline"]}
    articles = page.xpath("//article[@data-stem]")
    assert {one.get("data-stem") for one in articles} >= set(ours)
    for article in articles:
        stem = article.get("data-stem")
        if stem not in ours:  # a measure of categories alone
            continue
        (big,) = article.xpath("./p[@class='big']")
        said_agrees(big.text, ours[stem])
        count = big.xpath("./small[1]/text()")[0]
        if " of " in count:
            assert numbers(count) == counted(ours[stem]), stem
        for line in article.xpath(".//tr[@data-team]"):
            value, count = (cell.text or "" for cell in line.xpath("./td")[:2])
            team = teams[stem, line.get("data-team")]
            said_agrees(value, team)
            assert numbers(count) == counted(team), stem
    return len(articles)


def said_agrees(text: str, row: Row) -> None:
    display = row["value_display"]
    if display:
        assert text.strip().startswith(display), row["file_stem"]
    else:
        assert not re.search(r"\d", text), "no figure is said in words"


def report_agrees(month: Published) -> int:
    """Every sentence and its evidence, in the document and on the page."""
    document = docx.Document(str(month.report("committee/officers/*.docx")))
    paragraphs = [one.text for one in document.paragraphs]
    page = html.parse(str(month.report("committee/officers/*.html"))).getroot()
    said = [" ".join(one.text_content().split()) for one in page.xpath("//main//p")]
    evidence = [one for one in paragraphs if one.startswith("Evidence: ")]
    assert evidence == [one for one in said if one.startswith("Evidence: ")]
    ours = {(row["kpi_id"], row["variant"] or "", row["basis"]): row for row in month.authority}
    matched = 0
    for statement in page.xpath("//div[@class='statement']"):
        texts = [" ".join(one.text_content().split()) for one in statement.xpath("./p")]
        assert texts[0] in paragraphs
        found = re.match(r"Evidence: ([a-z0-9_]+):?(\w*), (\w+) to [^:]+: (.*); drop", texts[-1])
        assert found, texts[-1]
        row = ours.get((found[1], found[2], found[3]))
        if row is None or row["name"] != texts[0].split(": ")[0]:  # of one category
            continue
        assert numbers(found[4]) == counted(row), texts[-1]
        if row["value_display"]:
            assert row["value_display"] in texts[0].replace(",", ""), texts[0]
        matched += 1
    return matched


def packs_agree(month: Published) -> int:
    matched = 0
    for path in sorted((month.folder / "reports" / "teams").glob("*.xlsx")):
        team = path.stem.removeprefix("team_").removesuffix(f"_{SECOND_MONTH}")
        ours = by_name([row for row in month.teams if row["team_id"] == team])
        found = {one["Measure"]: one for one in lines(sheets(path)["Team"], "Measure")}
        page = html.parse(str(path.with_suffix(".html"))).getroot()
        measures = page.xpath("//section[@aria-labelledby='measures']//tr[td]")
        for line in measures:
            name = line.xpath("./th")[0].text
            cases, value = (line.xpath("./td")[at].text for at in (1, 2))
            if name not in ours:
                continue
            row, own = ours[name], found[name]
            said_agrees(value, row)
            assert numbers(cases) == counted(row), (team, name)
            assert as_counted(own) == both(row), (team, name)
            if row["value_rounded"] is not None:
                assert own["This team"] == float(row["value_rounded"]), (team, name)
            matched += 1
    return matched


def rows_agree(month: Published) -> int:
    """The rows beside a pack add up to its percentages, but where a child counts once for all."""
    matched = 0
    for path in sorted((month.folder / "reports" / "teams").glob("*_rows.csv")):
        team = path.stem.removeprefix("team_").removesuffix(f"_{SECOND_MONTH}_rows")
        ours = by_name([row for row in month.teams if row["team_id"] == team])
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for name, row in ours.items():
            if row["measure"] != "percentage" or row["once_per"] or not row["denominator"]:
                continue
            own = [one for one in rows if one["measure"] == name]
            for column in ("numerator", "denominator"):
                total = sum(Decimal(one[column]) for one in own)
                assert total == row[column], (team, name, column)
            assert all(one["source_row"] for one in own), (team, name)
            matched += 1
    return matched


def lists_agree(month: Published) -> int:
    """What is overdue or due soon: the mart, the list as CSV and workbook, and all packs."""
    path = month.report("overdue_and_due_*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    as_csv = Counter((one["team_id"], one["child_id"], one["due_date"]) for one in listed)
    assert as_csv == month.actions
    rows = lines(sheets(path.with_suffix(".xlsx"))["Overdue and due"], "Team")
    assert Counter((one["Child"], date_of(one["Due"])) for one in rows) == Counter(
        (one["child_id"], one["due_date"]) for one in listed
    )
    in_packs: Counter[tuple[str, str, str]] = Counter()
    for pack in (month.folder / "reports" / "teams").glob("*.xlsx"):
        team = pack.stem.removeprefix("team_").removesuffix(f"_{SECOND_MONTH}")
        for one in lines(sheets(pack)["Overdue and due"], "Worker"):
            in_packs[team, one["Child"], date_of(one["Due"])] += 1
    assert in_packs == month.actions
    return len(listed)


def date_of(value: object) -> str:
    return "" if value == "not recorded" else str(value)[:10]
