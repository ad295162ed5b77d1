"""Bad drops through the whole run: a message to act on, nothing published, nothing lost.

What each message says in detail is tested beside landing; here, that the run stops for it. That an
accepted hold lets it go on is tested with one record less.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import DataProblem
from pipelines.run.month import run_month
from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH
from tests.run.conftest import contents, drop_of, published_ids, put_back

Damage = Callable[[Path], None]
CONTACTS = "ssd_contacts.csv"
LINE = 5


def silent(_text: str) -> None:
    return None


def edit(change: Callable[[list[str]], list[str]], file: str = CONTACTS) -> Damage:
    def damage(folder: Path) -> None:
        lines = (folder / file).read_text("utf-8").splitlines(keepends=True)
        (folder / file).write_text("".join(change(lines)), "utf-8")

    return damage


def with_date(text: str) -> Damage:
    def change(lines: list[str]) -> list[str]:
        place = lines[0].split(",").index("cont_contact_date")
        cells = lines[LINE - 1].split(",")
        cells[place] = text
        return [*lines[: LINE - 1], ",".join(cells), *lines[LINE:]]

    return edit(change)


def cut_in_a_row(folder: Path) -> None:
    data = (folder / CONTACTS).read_bytes()
    (folder / CONTACTS).write_bytes(data[: len(data) // 2].rstrip(b"\n")[:-9])


def half_of_everything(folder: Path) -> None:
    for file in folder.glob("*.csv"):
        edit(lambda lines: lines[: 1 + len(lines) // 2], file.name)(folder)


BAD: dict[str, tuple[Damage, tuple[str, ...]]] = {
    "a missing table": (
        lambda folder: (folder / CONTACTS).unlink(),
        ("missing", "add the file"),
    ),
    "a renamed column": (
        edit(lambda lines: [lines[0].replace("contact_date", "date_of_contact"), *lines[1:]]),
        ("`cont_contact_date` is missing", "renamed?"),
    ),
    "text in a date": (with_date("unknown"), (f"line {LINE}", "`cont_contact_date`", "yyyy-mm-dd")),
    "an impossible date": (
        with_date("2015-02-30"),
        (f"line {LINE}", "`cont_contact_date`", "does not exist"),
    ),
    "a duplicate id": (
        edit(lambda lines: [*lines, lines[LINE - 1]]),
        (f"line {LINE}", "`cont_contact_id`"),
    ),
    "an empty file": (edit(lambda lines: []), ("empty", "extract the file again")),
    "a truncated file": (cut_in_a_row, ("cut off", "extract the file again")),
    "a file cut at a row end": (
        edit(lambda lines: lines[: len(lines) * 9 // 10]),
        ("no longer there", "kpi accept"),
    ),
    "half the size of the last": (half_of_everything, ("no longer there", "kpi accept")),
}


def run(paths: Paths) -> str:
    """Run the month; what stopped it."""
    with pytest.raises(DataProblem) as stopped:
        run_month(paths, LA, SECOND_MONTH, silent)
    assert stopped.value.exit_code == 1
    return str(stopped.value)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_drop_stops_the_run(copy: Paths, name: str) -> None:
    damage, expected = BAD[name]
    folder = drop_of(copy)
    sound, before = contents(folder), published_ids(copy)
    in_force = (copy.of_la(LA) / "CURRENT").read_bytes()
    damage(folder)
    spoilt = contents(folder)
    try:
        said = run(copy)
        assert contents(folder) == spoilt
    finally:
        put_back(folder, sound)
    for words in (CONTACTS, *expected):
        assert words in said
    assert published_ids(copy) == before
    assert (copy.of_la(LA) / "CURRENT").read_bytes() == in_force
