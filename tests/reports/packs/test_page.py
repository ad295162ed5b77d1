"""What a practice manager finds on the team's page, and what the page must never do."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipelines.reports.packs.page import due_lists

Node = Any


@pytest.fixture(scope="module")
def file(packed: Path) -> Path:
    return packed.parent / "reports" / "teams" / "team_T1_2015-04.html"


@pytest.fixture(scope="module")
def page(file: Path) -> Node:
    return html.fromstring(file.read_text("utf-8"))


def rows_of(page: Node, heading: str) -> list[list[str]]:
    section = page.xpath(f"//section[h2[@id='{heading}']]")[0]
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td|./th")]
        for row in section.xpath(".//tbody/tr")
    ]


def test_it_opens_on_what_is_late_with_families_beside_children(page: Node) -> None:
    first = page.xpath("//section")[0].text_content()
    assert "for 5 children in 4 families" in " ".join(first.split())
    assert page.xpath("//ul[@class='strip']/li/b/text()") == ["12", "1", "0", "0"]


def test_it_says_for_whom_it_is_and_carries_both_marks(page: Node) -> None:
    text = page.text_content()
    assert "For the practice manager of this team" in text
    assert "Contains personal data" in text
    assert "SYNTHETIC DATA" in text
    assert "DRAFT" in text


def test_workers_stand_by_name_without_colour(page: Node) -> None:
    names = [row[0] for row in rows_of(page, "workers")]
    assert len(names) >= 5
    assert names == sorted(names)
    assert not page.xpath("//section[h2[@id='workers']]//*[contains(@class, 'rag')]")
    assert not page.xpath("//section[h2[@id='workers']]//tbody//*[@class='over']")


def test_measures_carry_the_judgement_beyond_chance_in_words(page: Node) -> None:
    said = {row[0]: row[-1] for row in rows_of(page, "measures") if len(row) > 1}
    assert "▼ Worse than chance explains" in said.values()
    assert "Too few to say" in said.values()


def test_lists_name_the_child_and_say_what_that_means(page: Node) -> None:
    assert [row[3].split(";")[0] for row in rows_of(page, "unheld")] == [
        "✖ No worker for 9 days", "✖ No worker for 1 day", "Has one now",
    ]  # fmt: skip
    assert ["9 of 12", "10 of 12", "1 added"] in [r[1:] for r in rows_of(page, "changed")]
    assert any("Over a year late" in row[2] for row in rows_of(page, "fix"))


def test_it_fetches_nothing_and_runs_nothing(file: Path, page: Node) -> None:
    assert not page.xpath("//script|//img|//link|//iframe|//*[@src]")
    assert {link[:1] for link in page.xpath("//a/@href")} == {"#"}
    assert not re.search(r"https?://|url\(|@import", file.read_text("utf-8"))


def test_every_table_has_headings_and_every_link_a_place(page: Node) -> None:
    for table in page.xpath("//table"):
        assert table.xpath("./caption") or table.getparent().get("aria-label")
        assert table.xpath("./thead//th[@scope='col']")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_it_is_its_owners_only(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_visits_and_supervision_come_apart() -> None:
    names = ["assessment", "looked-after visit to make", "case supervision to record"]
    found = due_lists([{"action": name} for name in names])
    assert [[row["action"] for row in rows] for _, rows in found] == [[names[1]], [names[2]],
                                                                      [names[0]]]  # fmt: skip


def test_a_publication_without_lists_says_so(written: dict[str, Path]) -> None:
    page = html.fromstring(written["team_T1_2015-04.html"].read_text("utf-8"))
    assert "has no such list" in page.xpath("//section[h2[@id='unheld']]")[0].text_content()
