"""Damaged files of the standard dataset and of a council's own: loaded in balance, or refused."""

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipelines.landing.claims import claim_files
from pipelines.landing.precedence import Precedence
from pipelines.landing.reading import read_claimed
from pipelines.sources.base import ReadContext
from pipelines.sources.registry import sources_for
from tests.landing.small_drop import contacts, csv_text

MUTATIONS = 80
PIECES = (b'"', b",", b"\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1", b"31/02/2015", b"\xe2")
LOG = pd.DataFrame(
    {
        "Ref": [f"C{n}-SECRET" for n in range(30)],
        "Child": [f"P{n}-SECRET" for n in range(30)],
        "Day": ["01/04/2015"] * 30,
        "From": ["Police", "School", None] * 10,
    }
)
MAPPING = """\
files: "log*"
tables:
  contacts:
    columns:
      contact_id: Ref
      source_person_id: Child
      contact_date: {column: Day, date_format: dd/mm/yyyy}
      contact_source_code: {column: From, codes: {Police: 6, School: 2A}, others: reject}
"""


def damaged(content: bytes, dice: random.Random) -> bytes:
    """Bytes changed, taken out or put in, or the end cut off."""
    made, kind = bytearray(content), dice.randrange(5)
    for _ in range(dice.choice([1, 1, 3, 12])):
        place = dice.randrange(len(made) or 1)
        if kind == 0 and made:
            made[place] = dice.randrange(256)
        elif kind == 1:
            del made[place : place + dice.randrange(1, 40)]
        elif kind == 2:
            made[place:place] = dice.randbytes(dice.randrange(1, 20))
        elif kind == 3:
            made[place:place] = dice.choice(PIECES)
        else:
            del made[place:]
    return bytes(made)


def write_sound(folder: Path) -> None:
    (folder / "ssd_contacts.csv").write_text(csv_text("contacts", contacts(30)))
    pd.read_csv(folder / "ssd_contacts.csv", dtype=str).to_parquet(folder / "ssd_contacts.parquet")
    LOG.to_csv(folder / "log.csv", index=False)
    LOG.to_excel(folder / "log.xlsx", index=False)
    LOG.to_parquet(folder / "log.parquet")
    (folder / "mappings").mkdir()
    (folder / "mappings" / "log.yml").write_text(MAPPING)


@pytest.mark.parametrize(
    "name",
    ["ssd_contacts.csv", "ssd_contacts.parquet", "log.csv", "log.xlsx", "log.parquet"],
)
def test_damage_ends_in_a_balanced_load_or_a_message(tmp_path: Path, name: str):
    write_sound(tmp_path)
    asked, dice = sources_for(tmp_path), random.Random(f"2015 {name}")
    context = ReadContext("871", "2015-04", date(2015, 5, 5), settings=tmp_path)
    content = (tmp_path / name).read_bytes()
    ends: Counter[str] = Counter()
    for number in range(MUTATIONS):
        (tmp_path / name).write_bytes(content if number == 0 else damaged(content, dice))
        claims = claim_files([tmp_path / name], {}, asked)
        tables, refusals, _ = read_claimed(claims, context, Precedence())
        for table in tables:
            assert len(table.good) == table.account.records
            for part in table.parts:
                account = part.account
                assert account.rows_read == account.rows_loaded + account.rows_rejected
        said = " ".join([*refusals, *(one.message for t in tables for one in t.rejections)])
        assert "SECRET" not in said
        assert not refusals or name in said
        ends["refused" if refusals else "loaded" if tables else "unknown"] += 1
    assert ends["loaded"] >= 1
    assert ends["refused"] >= 1
    assert sum(ends.values()) == MUTATIONS
