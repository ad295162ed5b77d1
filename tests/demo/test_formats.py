"""The synthetic council through other doors: whole, sound, marked, and the formats one may name."""

from collections import Counter
from pathlib import Path

import pytest

from pipelines.demo.demo import months_ending, write_demo
from pipelines.demo.formats import chosen
from pipelines.errors import WrongUse
from pipelines.landing.claims import claim_files
from pipelines.landing.drops import read_drop
from pipelines.landing.reading import read_tables

LA, MONTHS = "999", ("2015-03", "2015-06")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    write_demo(folder, la_code=LA, size=0.05, months=MONTHS, formats=("cin_census", "ssda903"))
    return folder


@pytest.mark.parametrize("month", MONTHS)
def test_returns_are_read_without_a_rejection(raw: Path, month: str):
    drop = read_drop(raw / LA / month, LA, month)
    assert drop.synthetic and not drop.problems
    reading = read_tables(drop, None)
    assert set(reading.sources) == {"cin_census", "ssda903"}
    tables = {table.spec.table: table for table in reading.tables}
    assert {name for name, one in tables.items() if one.account.rows_rejected} == set()
    for name in ("cin_episodes", "cp_plans", "cp_reviews", "cla_episodes", "cla_reviews"):
        assert tables[name].account.rows_loaded > 0, name
    chains = Counter(one.rule for one in tables["cla_episodes"].problems)
    assert {"gap", "overlap", "no_end", "not_started", "started_again"}.isdisjoint(chains)


def test_no_standard_dataset_lies_beside_them(raw: Path):
    names = [path.name for path in (raw / LA / MONTHS[0]).iterdir()]
    assert not any(name.startswith("ssd_") for name in names)
    claims = claim_files(read_drop(raw / LA / MONTHS[0], LA, MONTHS[0]).files, {}, ())
    assert [path.suffix for path in claims.unknown if path.suffix not in (".csv", ".xml")] == [
        ".txt"
    ]


def test_every_return_says_that_it_is_synthetic(raw: Path):
    text = (raw / LA / MONTHS[0] / f"CIN_Census_{MONTHS[0]}.xml").read_text()
    assert "SYNTHETIC DATA" in text[:200]
    assert "synthetic: true" in (raw / LA / MONTHS[0] / "drop.yaml").read_text()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ssd", ("ssd",)),
        (" ssda903 , cin_census", ("cin_census", "ssda903")),
    ],
)
def test_formats_are_named_in_any_order(text: str, names: tuple[str, ...]):
    assert chosen(text) == names
    assert set(names) < set(chosen("all"))


@pytest.mark.parametrize("text", ["", "ssd,xyz", ","])
def test_a_format_nobody_knows_is_refused(text: str):
    with pytest.raises(WrongUse, match="there are ssd"):
        chosen(text)


def test_months_ending():
    assert months_ending("2015-02", 4) == ("2014-11", "2014-12", "2015-01", "2015-02")
