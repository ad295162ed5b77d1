"""Files that mean harm, or seem to by accident: a message or a clean load, never a crash."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.errors import DataProblem
from pipelines.landing.land import land_drop
from pipelines.landing.store import landed_drops
from pipelines.sources import flat, flat_parquet
from tests.landing.small_drop import LA, contacts, csv_text, write_drop

MONTH = "2015-03"


def land(tmp_path: Path):
    return land_drop(tmp_path / "raw", tmp_path / "warehouse", LA, MONTH)


def rows_of(tmp_path: Path) -> list[dict]:
    drop = landed_drops(tmp_path / "warehouse", LA, MONTH)[0]
    return pq.read_table(drop.table_path("contacts")).to_pylist()


def test_nul_characters_are_taken_out_and_told(tmp_path: Path):
    folder = write_drop(tmp_path / "raw", MONTH, {})
    text = csv_text("contacts", contacts(20)).replace("Police", "Pol\x00ice")
    (folder / "ssd_contacts.csv").write_text(text)
    landed = land(tmp_path)
    assert {row["contact_source_desc"] for row in rows_of(tmp_path)} == {"Police"}
    assert "20 NUL characters were taken out" in "\n".join(landed.messages)


def test_a_text_file_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(flat, "MOST_ROWS", 50)
    write_drop(tmp_path / "raw", MONTH, {"contacts": contacts(51)})
    with pytest.raises(DataProblem, match=r"ssd_contacts\.csv: more than 50 rows"):
        land(tmp_path)
    monkeypatch.setattr(flat, "MOST_ROWS", 51)
    assert land(tmp_path).manifest.tables["contacts"].rows_loaded == 51


def test_a_text_file_far_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(flat, "MOST_BYTES", 1_000)
    write_drop(tmp_path / "raw", MONTH, {"contacts": contacts(51)})
    with pytest.raises(DataProblem, match="it was not read"):
        land(tmp_path)


def test_a_parquet_file_that_swells_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = write_drop(tmp_path / "raw", MONTH, {})
    columns = {
        "cont_contact_id": [str(n) for n in range(1_000)],
        "cont_person_id": ["p" * 1_000] * 1_000,
        "cont_contact_date": ["2015-03-01"] * 1_000,
    }
    file = folder / "ssd_contacts.parquet"
    pq.write_table(pa.table(columns), file, use_dictionary=False, compression="zstd")
    assert file.stat().st_size < 50_000
    monkeypatch.setattr(flat_parquet, "MOST_BYTES", 500_000)
    with pytest.raises(DataProblem, match="far larger"):
        land(tmp_path)


def bomb(path: Path, size: int) -> None:
    """A workbook whose one sheet swells a thousandfold."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Alpha", "Beta"])
    plain = io.BytesIO()
    book.save(plain)
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for item in source.infolist():
            content = source.read(item)
            if item.filename.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * size + b"</sheetData>")
            out.writestr(item.filename, content)


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_a_workbook_of_nothing_known_is_said_to_be_unknown(tmp_path: Path, suffix: str):
    folder = write_drop(tmp_path / "raw", MONTH)
    bomb(folder / f"swelling{suffix}", 5_000_000)
    told = "\n".join(land(tmp_path).messages)
    assert f"swelling{suffix}" in told


NAMES = [
    "ssd_contacts'; drop table x; --.csv",
    "ssd_contacts..csv",
    "=cmd|' -C calc'!A0.csv",
    "contacts\nnewline.csv",
    "contacts %s {0} $HOME `id`.csv",
    "контакты – 連絡.csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(tmp_path: Path, name: str):
    folder = write_drop(tmp_path / "raw", MONTH, {})
    (folder / name).write_text(csv_text("contacts", contacts(3)))
    land(tmp_path)
    assert {row["source_file"] for row in rows_of(tmp_path)} == {name}
    outside = [path for path in tmp_path.iterdir() if path.name not in ("raw", "warehouse")]
    assert outside == []


def test_formulas_stay_text(tmp_path: Path):
    rows = contacts(2)
    rows[0] |= {"contact_source_desc": "=1+1", "contact_id": "=HYPERLINK(1)"}
    write_drop(tmp_path / "raw", MONTH, {"contacts": rows})
    land(tmp_path)
    first = rows_of(tmp_path)[0]
    assert (first["contact_source_desc"], first["contact_id"]) == ("=1+1", "=HYPERLINK(1)")
