"""The standard dataset in Parquet, under earlier names, and told by its header alone."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.canonical.model import table_spec
from pipelines.errors import DataProblem
from pipelines.sources import flat_parquet
from pipelines.sources.base import ReadContext, TableBatch, TableHead
from pipelines.sources.ssd import NAMES_FILE, StandardDataset, earlier_names
from pipelines.yaml_files import read_yaml

SSD = StandardDataset()
CONTEXT = ReadContext("871", "2015-04", date(2015, 5, 5), batch_rows=2)


def read(path: Path) -> tuple[TableHead, pd.DataFrame, list[int]]:
    found = SSD.recognise(path)
    assert found is not None
    head, *batches = SSD.read_file(found, CONTEXT)
    assert isinstance(head, TableHead)
    frames = [one.frame for one in batches if isinstance(one, TableBatch)]
    lines = [int(n) for one in batches if isinstance(one, TableBatch) for n in one.source_row]
    return head, pd.concat(frames, ignore_index=True), lines


def write_csv(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in (header, *rows)))
    return path


def test_parquet_reads_as_its_csv_would(tmp_path: Path):
    columns: dict[str, Any] = {
        "cine_referral_id": ["1", "2", "3"],
        "cine_person_id": pa.array([101.0, 102.0, None], pa.float64()),
        "cine_referral_date": [date(2015, 4, 1), date(2015, 4, 2), None],
        "cine_referral_nfa": [True, False, None],
        "cine_close_date": pa.array([datetime(2015, 4, 3, 10, 30), None, None], pa.timestamp("ms")),
        "cine_close_reason": pa.array(["RC7", None, " "]).dictionary_encode(),
        "cine_referral_worker_id": [7, 8, 9],
    }
    path = tmp_path / "ssd_cin_episodes.parquet"
    pq.write_table(pa.table(columns), path)
    head, frame, rows = read(path)
    assert (head.table, head.position_word, rows) == ("cin_episodes", "row", [1, 2, 3])
    assert frame["source_person_id"].tolist()[:2] == ["101", "102"]
    assert frame["referral_date"].tolist()[:2] == ["2015-04-01", "2015-04-02"]
    assert frame["referral_nfa"].tolist()[:2] == ["Y", "N"]
    assert frame["close_date"][0].startswith("2015-04-03 10:30")
    assert frame["close_reason"].isna().tolist() == [False, True, True]
    assert frame["referral_worker_id"].tolist() == ["7", "8", "9"]
    assert frame.loc[2, ["source_person_id", "referral_date", "referral_nfa"]].isna().all()


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([1.5, float("nan"), 1e16, -2.0]), ["1.5", None, "1e+16", "-2"]),
        (pa.array([Decimal("0.60"), None]), ["0.60", None]),
        (pa.array([None, None], pa.null()), [None, None]),
        (pa.array(["00123", " x "]), ["00123", " x "]),
    ],
)
def test_values_as_text(values: pa.Array, texts: list[str | None]):
    assert flat_parquet.as_text(values).to_pylist() == texts


def test_a_damaged_nested_or_endless_parquet_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "ssd_contacts.parquet"
    whole = pa.table({"cont_contact_id": ["a"], "cont_person_id": ["b"], "cont_contact_date": [1]})
    pq.write_table(whole, path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(DataProblem, match=r"ssd_contacts\.parquet: this Parquet file is damaged"):
        read(path)
    path.write_bytes(content)
    monkeypatch.setattr(flat_parquet, "MOST_ROWS", 0)
    with pytest.raises(DataProblem, match="it was not read"):
        read(path)
    pq.write_table(whole.append_column("nested", pa.array([["x"]])), path)
    with pytest.raises(DataProblem, match=r"column `nested` holds list"):
        read(path)


def test_every_cut_of_a_parquet_file_ends_in_rows_or_a_message(tmp_path: Path):
    path = tmp_path / "ssd_contacts.parquet"
    table = {"cont_contact_id": ["a"], "cont_person_id": ["b"], "cont_contact_date": ["2015-04-01"]}
    pq.write_table(pa.table(table), path)
    content = path.read_bytes()
    for place in range(4, len(content), 7):
        spoilt = bytearray(content)
        spoilt[place] ^= 0xFF
        path.write_bytes(spoilt)
        try:
            read(path)
        except DataProblem as refused:
            assert "ssd_contacts.parquet" in str(refused)


@pytest.mark.parametrize("table", sorted(earlier_names().columns))
def test_every_earlier_name_is_read_as_its_column(tmp_path: Path, table: str):
    spec = table_spec(table)
    for old, column in earlier_names().columns[table].items():
        names = [spec.header(name) for name in spec.required if name != column]
        row = "1," * len(names) + "2"
        path = write_csv(tmp_path, f"{spec.source_file}.csv", ",".join([*names, old]), row)
        head, frame, _ = read(path)
        assert frame[column].tolist() == ["2"]
        assert f"`{old}` is an earlier name of `{spec.header(column)}`" in " ".join(head.notes)


def test_the_current_name_beside_the_earlier_one_is_a_column_twice(tmp_path: Path):
    header = "cont_contact_id,cont_person_id,cont_contact_date,"
    header += "cont_contact_source,cont_contact_source_code"
    with pytest.raises(DataProblem, match="more than once"):
        read(write_csv(tmp_path, "ssd_contacts.csv", header, "c,p,2015-04-01,6,6"))


def test_the_file_name_slip_of_the_specification_is_known(tmp_path: Path):
    header = "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_id,clap_person_id"
    row = "a,2015-04-01,c,p"
    for name in ("ssd_cla_placements.csv", "ssd_cla_placement.csv"):
        head, _, _ = read(write_csv(tmp_path, name, header, row))
        assert head.table == "cla_placement"


def test_a_file_of_any_name_is_known_by_its_header(tmp_path: Path):
    header = "cont_contact_id,cont_person_id,cont_contact_date"
    head, frame, _ = read(write_csv(tmp_path, "April extract.csv", header, "c,p,2015-04-01"))
    assert (head.table, len(frame)) == ("contacts", 1)
    names = [column.name for column in table_spec("posts").columns]
    posts, filled = ",".join(names), ",".join("1" * len(names))
    assert read(write_csv(tmp_path, "hr.csv", posts, filled))[0].table == "posts"
    for name, doubtful in {
        "a.csv": "cont_contact_id,cont_person_id",  # a required column is missing
        "b.csv": posts + ",our_own",  # names that could be anybody's, and one that is unknown
        "c.csv": "contact_id,person_id,contact_date",  # names without the dataset's prefix
    }.items():
        assert SSD.recognise(write_csv(tmp_path, name, doubtful, "1")) is None


def test_the_names_file_names_tables_and_columns_there_are(tmp_path: Path):
    raw = read_yaml(NAMES_FILE.read_text("utf-8"))
    listed = [(t, old, new) for t, names in raw["columns"].items() for old, new in names.items()]
    assert len(listed) > 50
    for table, old, new in listed:
        assert old not in table_spec(table).spellings(new), old
