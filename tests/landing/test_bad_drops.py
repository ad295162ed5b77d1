"""The bad drops an analyst meets: each ends in a message to act on, nothing published or lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import DataProblem
from pipelines.landing.holds import require_accepted
from pipelines.landing.land import land_drop
from pipelines.landing.store import landed_drops
from tests.landing.small_drop import LA, contacts, people, referrals, spoil, write_drop

Damage = Callable[[Path], None]


def change(file: str, edit: Callable[[str], str]) -> Damage:
    return lambda folder: spoil(folder / file, edit)


def keep_lines(count: int) -> Callable[[str], str]:
    return lambda text: "".join(text.splitlines(keepends=True)[:count])


def half_of_everything(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        spoil(path, keep_lines(51))


def replace_in_line(number: int, old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        lines = text.splitlines(keepends=True)
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)
        return "".join(lines)

    return edit


BAD: dict[str, tuple[Damage, list[str]]] = {
    "missing table": (
        lambda folder: (folder / "ssd_contacts.csv").unlink(),
        ["ssd_contacts.csv (table contacts) is missing", "2015-03 had it", "add the file"],
    ),
    "renamed required column": (
        change("ssd_contacts.csv", lambda text: text.replace("cont_contact_date", "cont_date")),
        ["ssd_contacts.csv", "`cont_contact_date` is missing", "`cont_date`", "renamed?"],
    ),
    "renamed optional column": (
        change("ssd_cin_episodes.csv", lambda text: text.replace("cine_close_date", "cine_closed")),
        ["ssd_cin_episodes.csv", "`cine_close_date`", "missing now", "cine_closed", "kpi accept"],
    ),
    "text in a date": (
        change("ssd_contacts.csv", replace_in_line(8, "2015-03-08", "not known")),
        ["ssd_contacts.csv", "line 8", "`cont_contact_date` is not a date", "yyyy-mm-dd"],
    ),
    "impossible date": (
        change("ssd_contacts.csv", replace_in_line(8, "2015-03-08", "31/02/2015")),
        ["ssd_contacts.csv", "line 8", "a day that does not exist"],
    ),
    "duplicate id": (
        change("ssd_contacts.csv", lambda text: text + text.splitlines(keepends=True)[3]),
        ["ssd_contacts.csv", "line 4", "`cont_contact_id` comes again on line 102"],
    ),
    "empty file": (
        change("ssd_contacts.csv", lambda text: ""),
        ["ssd_contacts.csv: the file is empty", "extract the file again"],
    ),
    "header only": (
        change("ssd_contacts.csv", keep_lines(1)),
        ["ssd_contacts.csv: 100 of the 100 records", "no longer there", "kpi accept"],
    ),
    "truncated in a row": (
        change("ssd_contacts.csv", lambda text: text[: len(text) * 2 // 3]),
        ["ssd_contacts.csv: the file looks cut off", "extract the file again"],
    ),
    "cut at a row end": (
        change("ssd_contacts.csv", keep_lines(90)),
        ["ssd_contacts.csv: 11 of the 100 records", "(11.0%)", "the limit is 2%"],
    ),
    "half the size of the last": (
        half_of_everything,
        [
            "ssd_contacts.csv: 50 of the 100 records",
            "ssd_cin_episodes.csv: 50 of the 100",
            "ssd_person.csv: 50 of the 100",
        ],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_drop_stops_with_a_message(tmp_path: Path, name: str):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    damage, expected = BAD[name]
    write_drop(raw, "2015-03")
    before = land_drop(raw, warehouse, LA, "2015-03")
    kept = {path: path.read_bytes() for path in before.drop.folder.iterdir()}
    damage(write_drop(raw, "2015-04"))
    with pytest.raises(DataProblem) as stopped:
        require_accepted(warehouse, land_drop(raw, warehouse, LA, "2015-04").drop)
    for part in expected:
        assert part in str(stopped.value)
    assert stopped.value.exit_code == 1
    assert {path: path.read_bytes() for path in before.drop.folder.iterdir()} == kept
    assert landed_drops(warehouse, LA, "2015-04")[0].revision == 1


@pytest.mark.parametrize("name", BAD)
def test_a_mended_drop_goes_through(tmp_path: Path, name: str):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    write_drop(raw, "2015-03")
    land_drop(raw, warehouse, LA, "2015-03")
    BAD[name][0](write_drop(raw, "2015-04"))
    try:
        land_drop(raw, warehouse, LA, "2015-04")
    except DataProblem as refused:
        assert "nothing was loaded" in str(refused)
    write_drop(raw, "2015-04")
    require_accepted(warehouse, land_drop(raw, warehouse, LA, "2015-04").drop)


def private_values() -> set[str]:
    """Every id and personal value of the small drops, and parts of them."""
    rows = [*contacts(100), *referrals(100), *people(100)]
    hidden = ("_id", "name", "dob")
    return {text for row in rows for column, text in row.items() if column.endswith(hidden)}


@pytest.mark.parametrize("name", BAD)
def test_no_message_or_manifest_holds_an_id_or_a_personal_value(tmp_path: Path, name: str):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    write_drop(raw, "2015-03")
    land_drop(raw, warehouse, LA, "2015-03")
    BAD[name][0](write_drop(raw, "2015-04"))
    said = ""
    try:
        landed = land_drop(raw, warehouse, LA, "2015-04")
        said += landed.manifest.model_dump_json() + "".join(landed.messages)
        require_accepted(warehouse, landed.drop)
    except DataProblem as stopped:
        said += str(stopped)
    assert said
    assert not {text for text in private_values() if text in said}
    for mark in ("SECRET", "Private", "31/02/2015", "not known"):
        assert mark not in said
