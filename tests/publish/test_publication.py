"""A publication is whole, current in one step, and the same inputs make no second one."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import DataProblem, WrongUse
from pipelines.publish import copies, ledger, publication
from pipelines.publish.release import release
from tests.publish.small_build import LA, publish_month, request, write_build


def named_in(file: Path) -> tuple[str, str]:
    con = duckdb.connect(str(file), read_only=True)
    try:
        row = con.execute("select publication_id, status from marts.publication").fetchone()
    finally:
        con.close()
    assert row is not None
    return row


def test_folder_pointer_and_copies(tmp_path):
    done = publish_month(tmp_path, "2015-04")
    made = done.publication
    assert done.messages == ()
    assert made.publication_id == f"{LA}_2015-04_1"
    assert ledger.current(tmp_path, LA) == made
    assert {file.name for file in made.folder.iterdir()} == {
        "kpi.duckdb",
        "kpi_restricted.duckdb",
        "kpi_public.duckdb",
        "manifest.json",
    }
    for copy in (tmp_path / LA / "kpi.duckdb", tmp_path / "kpi.duckdb"):
        assert named_in(copy) == (made.publication_id, "draft")
    for file in [*made.folder.iterdir(), tmp_path / "kpi.duckdb"]:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert not list(tmp_path.rglob("*.wal"))


def test_manifest_says_what_it_was_made_from(tmp_path):
    made = publish_month(tmp_path, "2015-04").publication
    manifest = json.loads((made.folder / "manifest.json").read_text())
    assert manifest["status"] == "draft"
    assert manifest["inputs"]["landing"] == [
        {"month": "2015-04", "revision": 1, "content_hash": "one"}
    ]
    assert set(manifest["files"]) == {"kpi.duckdb", "kpi_restricted.duckdb", "kpi_public.duckdb"}
    assert manifest["counts"]["kpi.duckdb"]["kpi_cohort"] == 12
    assert manifest["headline"]["figures"] == 3


def test_same_inputs_publish_nothing_new(tmp_path):
    made = publish_month(tmp_path, "2015-04").publication
    assert publication.already_published(tmp_path, LA, "2015-04", made.inputs_hash) == made
    assert publication.already_published(tmp_path, LA, "2015-05", made.inputs_hash) is None
    again = publish_month(tmp_path, "2015-04", 2, content="two").publication
    assert publication.already_published(tmp_path, LA, "2015-04", made.inputs_hash) is None
    assert publication.already_published(tmp_path, LA, "2015-04", again.inputs_hash) == again


def test_an_earlier_month_published_late_does_not_become_current(tmp_path):
    june = publish_month(tmp_path, "2015-06").publication
    late = publish_month(tmp_path, "2015-05")
    assert "stays current" in late.messages[0]
    assert ledger.current(tmp_path, LA) == june
    assert named_in(tmp_path / "kpi.duckdb")[0] == june.publication_id


def test_release_makes_a_month_final_and_its_record(tmp_path):
    first = publish_month(tmp_path, "2015-04").publication
    second = publish_month(tmp_path, "2015-04", 2, "two").publication
    assert ledger.record_of_month(tmp_path, LA, "2015-04") == first
    released, messages = release(tmp_path, LA, "2015-04", " A  Manager, head of service ")
    assert (released.publication_id, messages) == (second.publication_id, [])
    assert released.status == "final"
    record = ledger.record_of_month(tmp_path, LA, "2015-04")
    assert record is not None and record.publication_id == second.publication_id
    assert named_in(tmp_path / LA / "kpi.duckdb") == (second.publication_id, "final")
    assert named_in(released.database())[1] == "draft"  # the folder stays as it was verified
    with pytest.raises(WrongUse, match="final already"):
        release(tmp_path, LA, "2015-04", "A Manager")
    with pytest.raises(WrongUse, match="--by"):
        release(tmp_path, LA, "2015-04", "  ")
    with pytest.raises(DataProblem, match="no publication"):
        release(tmp_path, LA, "2014-04", "A Manager")


def test_a_wal_beside_a_copy_stops_everything(tmp_path):
    publish_month(tmp_path, "2015-04")
    wal = tmp_path / LA / "kpi.duckdb.wal"
    wal.write_bytes(b"changes")
    with pytest.raises(DataProblem, match=r"kpi\.duckdb\.wal exists"):
        publish_month(tmp_path, "2015-05")
    assert [one.month for one in ledger.publications(tmp_path, LA)] == ["2015-04"]


def test_a_copy_in_use_is_said_plainly(tmp_path, monkeypatch):
    def refuse(new, target):
        new.unlink()
        raise PermissionError

    monkeypatch.setattr(copies, "replace", refuse)
    done = publish_month(tmp_path, "2015-04")
    assert len(done.messages) == 2
    assert "a program has it open" in done.messages[0]
    monkeypatch.undo()
    assert publication.recover(tmp_path, LA) == [f"made {LA}_2015-04_1 current"]
    assert named_in(tmp_path / "kpi.duckdb")[0] == f"{LA}_2015-04_1"
    assert publication.recover(tmp_path, LA) == []


def test_failing_reports_leave_nothing(tmp_path):
    build = write_build(tmp_path / "b.duckdb", "2015-04", f"{LA}_2015-04_1")

    def fail(folder):
        raise DataProblem("no reports")

    with pytest.raises(DataProblem, match="no reports"):
        publication.publish(request(tmp_path, "2015-04", build, write_reports=fail))
    assert ledger.publications(tmp_path, LA) == []
    assert not list(tmp_path.rglob("*.tmp"))
    assert not (tmp_path / LA / "CURRENT").exists()


def test_reports_and_folders_are_part_of_the_manifest(tmp_path):
    build = write_build(tmp_path / "b.duckdb", "2015-04", f"{LA}_2015-04_1")
    gate = tmp_path / "pages"
    gate.mkdir()
    (gate / "index.html").write_text("<p>fine</p>")

    def report(folder):
        assert named_in(folder / "kpi.duckdb")[0] == f"{LA}_2015-04_1"
        (folder / "reports").mkdir()
        (folder / "reports" / "comparison.xlsx").write_bytes(b"x")

    made = publication.publish(
        request(tmp_path, "2015-04", build, folders={"gate": gate}, write_reports=report)
    ).publication
    assert {"gate/index.html", "reports/comparison.xlsx"} <= set(made.manifest["files"])


def test_two_runs_cannot_take_one_number(tmp_path):
    publish_month(tmp_path, "2015-04")
    build = write_build(tmp_path / "b.duckdb", "2015-04", f"{LA}_2015-04_1")
    with pytest.raises(DataProblem, match="another run published meanwhile"):
        publication.publish(request(tmp_path, "2015-04", build, "two"))


def test_two_authorities_have_no_shared_copy(tmp_path):
    publish_month(tmp_path, "2015-04")
    assert (tmp_path / "kpi.duckdb").exists()
    (tmp_path / "997" / "publications").mkdir(parents=True)
    publish_month(tmp_path, "2015-05")
    assert not (tmp_path / "kpi.duckdb").exists()


def test_an_unreadable_manifest_is_named(tmp_path):
    made = publish_month(tmp_path, "2015-04").publication
    (made.folder / "manifest.json").write_text("{")
    with pytest.raises(DataProblem, match=r"manifest\.json: not readable"):
        ledger.publications(tmp_path, LA)
