"""Draft mappings: found by words, shapes and code lists, with reasons, and readable at once."""

from pathlib import Path

import pandas as pd
import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.sources.mapping.propose import propose
from pipelines.sources.mapping.schema import load_mapping
from pipelines.sources.mapping.shapes import shape_of, shared_words
from pipelines.yaml_files import read_yaml

LOG = pd.DataFrame(
    {
        "Contact Ref": [f"C{n}" for n in range(40)],
        "Child ID": [f"P{n % 30}" for n in range(40)],
        "Received": ["01/04/2015", "02/04/2015"] * 20,
        "Who contacted us": ["Police", "Schools", "Housing", "Anonymous"] * 10,
        "Decision made": ["03/04/2015", None] * 20,
        "Notes": ["private words"] * 40,
    }
)


def drafted(folder: Path, frame: pd.DataFrame, name: str, table: str | None = None) -> dict:
    frame.to_csv(folder / name, index=False)
    return read_yaml(propose(folder / name, table))


def header_of(rule: object) -> object:
    return rule["column"] if isinstance(rule, dict) else rule


def test_a_front_door_log_is_taken_for_contacts_column_by_column(tmp_path: Path):
    draft = drafted(tmp_path, LOG, "front door.csv")
    columns = draft["tables"]["contacts"]["columns"]
    assert {name: header_of(rule) for name, rule in columns.items()} == {
        "contact_id": "Contact Ref",
        "source_person_id": "Child ID",
        "contact_date": "Received",
        "contact_source_code": "Who contacted us",
        "contact_decision_date": "Decision made",
    }
    codes = columns["contact_source_code"]["codes"]
    assert (codes["Police"], codes["Housing"], codes["Schools"]) == ("6", "4", "2A")


def test_the_draft_gives_its_reasons_and_no_value_that_is_no_label(tmp_path: Path):
    LOG.to_csv(tmp_path / "front door.csv", index=False)
    text = propose(tmp_path / "front door.csv")
    for part in (
        "words in common: contact, id",
        "100% of its values are dates",
        "`referral_source`",
    ):
        assert part in text
    assert '# Columns left over: "Notes"' in text
    for private in ("private words", "P12", "01/04/2015"):
        assert private not in text


def test_a_complete_draft_is_a_valid_mapping(tmp_path: Path):
    LOG.to_csv(tmp_path / "front door.csv", index=False)
    (tmp_path / "draft.yml").write_text(propose(tmp_path / "front door.csv"))
    assert load_mapping(tmp_path / "draft.yml").tables["contacts"].columns["contact_id"]


@pytest.mark.parametrize(
    ("name", "columns", "table", "expected"),
    [
        (
            "establishment list.csv",
            {
                "Position No": ["N1", "N2"],
                "Team": ["A", "B"],
                "Payroll No": ["7", "8"],
                "Job Title": ["Social Worker", "Manager"],
                "Contract": ["Perm", "Agency"],
                "FTE": ["0.6", "1.0"],
                "Valid from": ["01/04/2014", "01/05/2014"],
            },
            "posts",
            {"post_id": "Position No", "fte": "FTE", "team_id": "Team", "worker_id": "Payroll No"},
        ),
        (
            "supervision log.csv",
            {
                "Ref": ["1", "2"],
                "Child": ["P1", "P2"],
                "Practitioner": ["W1", "W2"],
                "Manager": ["M1", "M1"],
                "Supervised on": ["01/04/2015", "02/04/2015"],
            },
            "supervisions",
            {
                "source_person_id": "Child",
                "worker_id": "Practitioner",
                "supervisor_id": "Manager",
                "supervision_date": "Supervised on",
            },
        ),
    ],
)
def test_other_files_find_their_table(
    tmp_path: Path, name: str, columns: dict, table: str, expected: dict
):
    draft = drafted(tmp_path, pd.DataFrame(columns), name)
    assert list(draft["tables"]) == [table]
    found = {n: header_of(rule) for n, rule in draft["tables"][table]["columns"].items()}
    assert {name: found.get(name) for name in expected} == expected


def test_values_that_contradict_a_column_outweigh_its_name(tmp_path: Path):
    frame = LOG.assign(**{"Received": ["by post", "by phone"] * 20})
    draft = drafted(tmp_path, frame, "front door.csv", "contacts")
    rule = draft["tables"]["contacts"]["columns"]["contact_date"]
    assert header_of(rule) != "Received"


def test_a_table_asked_for_is_the_table_and_lacking_columns_are_marked(tmp_path: Path):
    draft = drafted(tmp_path, LOG[["Contact Ref", "Received"]], "x.csv", "contacts")
    assert draft["tables"]["contacts"]["columns"]["source_person_id"] == "?"


def test_what_cannot_be_proposed_is_said(tmp_path: Path):
    with pytest.raises(WrongUse, match="`nonsense` is no table"):
        drafted(tmp_path, LOG, "x.csv", "nonsense")
    with pytest.raises(DataProblem, match="no rows under the header"):
        drafted(tmp_path, LOG.head(0), "x.csv")
    with pytest.raises(DataProblem, match="no column looks like"):
        drafted(tmp_path, pd.DataFrame({"zz": ["a"], "qq": ["b"]}), "x.csv")
    (tmp_path / "x.docx").write_text("")
    with pytest.raises(WrongUse, match="give a CSV, XLSX or Parquet file"):
        propose(tmp_path / "x.docx")


def test_words_and_shapes():
    assert shared_words("Child's Ref No", "source_person_id")[1] == ["id", "person"]
    assert shared_words("DateOfBirth", "dob")[0] > 0.9
    assert shared_words("Colour", "dob") == (0.0, [])
    assert shape_of(pd.Series(["1/4/2015", "2/4/2015", None])).best == "date"
    assert shape_of(pd.Series(["42124", "42125"])).best == "int"
    assert shape_of(pd.Series(["Y", "N"])).best == "flag"
    assert shape_of(pd.Series([None, None], dtype="str")).filled == 0
