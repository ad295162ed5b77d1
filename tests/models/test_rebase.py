"""Dates from which a council's control limits begin anew reach the build from its settings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipelines.errors import WrongUse
from pipelines.models import runner, seeds
from pipelines.settings import Paths, load_settings


def settings_of(home: Path, rebase: str) -> Paths:
    folder = home / "settings" / "999"
    folder.mkdir(parents=True)
    text = f'la_code: "999"\nla_name: Example\nrebase: [{rebase}]\n'
    (folder / "settings.yml").write_text(text, encoding="utf-8")
    return Paths(home)


def test_a_rebasing_date_of_the_settings_is_in_the_build(tmp_path: Path) -> None:
    given = "{kpi_id: s47_started, valid_from: 2014-10-01, reason: A new front door}"
    settings = load_settings(settings_of(tmp_path, given), "999")
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    seeds.load_reference(con, settings)
    rows = con.execute("select kpi_id, valid_from, reason from seed.rebase").fetchall()
    assert rows == [("s47_started", dt.date(2014, 10, 1), "A new front door")]


@pytest.mark.parametrize(
    "given",
    [
        "{kpi_id: s47_started, valid_from: 2014-10-01}",
        "{kpi_id: s47_started, valid_from: in October, reason: A new front door}",
    ],
)
def test_a_rebasing_date_has_a_day_and_a_reason(tmp_path: Path, given: str) -> None:
    with pytest.raises(WrongUse, match=r"settings\.yml"):
        load_settings(settings_of(tmp_path, given), "999")
