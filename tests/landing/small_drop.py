"""Small made-up drops for the tests of landing: a few tables, every row sound until spoilt."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipelines.canonical.model import table_spec

Row = dict[str, str]
LA = "871"


def person_id(number: int) -> str:
    """An id no message may show."""
    return f"CHILD-{number:04d}-SECRET"


def contacts(count: int, first: int = 1) -> list[Row]:
    """Contacts of one child each, all in 2015."""
    return [
        {
            "contact_id": f"CONTACT-{number:05d}-SECRET",
            "source_person_id": person_id(number),
            "contact_date": f"2015-03-{number % 28 + 1:02d}",
            "contact_source_code": "6",
            "contact_source_desc": "Police",
            "contact_outcome_json": '{"NEW_REFERRAL_FLAG":"Y"}',
            "contact_decision_date": "",
        }
        for number in range(first, first + count)
    ]


def referrals(count: int) -> list[Row]:
    """Referrals of one child each; the first half closed."""
    return [
        {
            "referral_id": f"REFERRAL-{number:05d}-SECRET",
            "source_person_id": person_id(number),
            "referral_date": f"2015-02-{number % 28 + 1:02d}",
            "referral_nfa": "N",
            "cin_primary_need_code": "N1",
            "close_date": "2015-03-31" if number % 2 else "",
            "close_reason": "RC7" if number % 2 else "",
        }
        for number in range(1, count + 1)
    ]


def people(count: int) -> list[Row]:
    """One child each, with the personal columns filled."""
    return [
        {
            "source_person_id": person_id(number),
            "forename": f"Forename{number}Private",
            "surname": f"Surname{number}Private",
            "sex": "F",
            "ethnicity": "WBRI",
            "dob": f"2008-{number % 12 + 1:02d}-15",
        }
        for number in range(1, count + 1)
    ]


def csv_text(table: str, rows: Sequence[Row], columns: Sequence[str] | None = None) -> str:
    """The rows as the standard writes them, prefixed headers and a line end on every line."""
    spec = table_spec(table)
    names = list(columns or (rows[0] if rows else [column.name for column in spec.columns]))
    lines = [",".join(spec.header(name) for name in names)]
    lines += [",".join(_quoted(row.get(name, "")) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set('",\r\n') else text


def write_table(folder: Path, table: str, rows: Sequence[Row]) -> Path:
    """Write one table of a drop."""
    path = folder / f"{table_spec(table).source_file}.csv"
    path.write_text(csv_text(table, rows), "utf-8")
    return path


def write_drop(
    raw: Path,
    month: str = "2015-03",
    tables: Mapping[str, Sequence[Row]] | None = None,
    said: str | None = None,
) -> Path:
    """Write a sound drop, or one with ``tables`` and the ``drop.yaml`` text ``said``."""
    folder = raw / LA / month
    folder.mkdir(parents=True, exist_ok=True)
    sound = {"contacts": contacts(100), "cin_episodes": referrals(100), "person": people(100)}
    for table, rows in (sound if tables is None else tables).items():
        write_table(folder, table, rows)
    text = said if said is not None else sound_yaml(month)
    if text:
        (folder / "drop.yaml").write_text(text, "utf-8")
    return folder


def sound_yaml(month: str) -> str:
    """A drop.yaml taken on the fifth of the following month."""
    year, number = int(month[:4]), int(month[5:])
    following = f"{year + number // 12}-{number % 12 + 1:02d}"
    return (
        f"la_code: '{LA}'\nmonth: {month}\nextracted_at: {following}-05T18:00:00\n"
        "kind: full\nsynthetic: true\nhistory_from: 2010-04-01\n"
    )


def spoil(path: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file."""
    path.write_text(change(path.read_text("utf-8")), "utf-8")
