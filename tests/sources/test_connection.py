"""A reporting database read as a drop: SQLite here, PostgreSQL in make prove."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import sqlalchemy

from pipelines.errors import DataProblem
from pipelines.landing.check import check_paths
from pipelines.landing.council import Council
from pipelines.landing.land import Landed, land_drop
from pipelines.sources.connection import fetch as fetching
from tests.landing.small_drop import LA, write_drop

MONTH = "2015-03"
VARIABLE = "KPI_TEST_DATABASE"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlalchemy.Engine]:
    url = f"sqlite:///{tmp_path / 'reporting.db'}"
    monkeypatch.setenv(VARIABLE, url)
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as con:
        con.execute(
            sqlalchemy.text(
                "create table SSD_Contacts (cont_contact_id integer, cont_person_id text,"
                " cont_contact_date date, cont_contact_source_code text, our_own text)"
            )
        )
        rows = [{"id": n, "person": f"00{n}-SECRET", "day": f"2015-03-{n:02d}"} for n in (3, 1, 2)]
        con.execute(
            sqlalchemy.text("insert into SSD_Contacts values (:id, :person, :day, '6', null)"), rows
        )
        con.execute(
            sqlalchemy.text(
                "create view ssd_person as"
                " select cont_person_id as pers_person_id, 'F' as pers_sex from SSD_Contacts"
            )
        )
        con.execute(sqlalchemy.text("create table other (a integer)"))
    settings = tmp_path / "settings"
    settings.mkdir()
    (settings / "connection.yml").write_text(f"url_from: {VARIABLE}\n")
    yield engine
    engine.dispose()


def drop(tmp_path: Path, said: str = "asked: 1\n") -> Path:
    folder = write_drop(tmp_path / "raw", MONTH, {})
    (folder / "from_database.yml").write_text(said)
    return folder


def land(tmp_path: Path) -> Landed:
    council = Council(tmp_path / "settings")
    return land_drop(tmp_path / "raw", tmp_path / "warehouse", LA, MONTH, council=council)


def contacts(landed: Landed) -> list[dict]:
    return pq.read_table(landed.drop.table_path("contacts")).to_pylist()


def test_tables_and_views_land_as_any_drop(tmp_path: Path, database: sqlalchemy.Engine):
    drop(tmp_path)
    landed = land(tmp_path)
    rows = contacts(landed)
    assert [row["contact_id"] for row in rows] == ["1", "2", "3"]
    assert [str(row["contact_date"]) for row in rows] == ["2015-03-01", "2015-03-02", "2015-03-03"]
    assert rows[0]["source_person_id"] == "001-SECRET"
    assert rows[0]["source_file"] == "from_database.yml, table ssd_contacts"
    assert set(landed.manifest.tables) == {"contacts", "person"}
    part = landed.manifest.tables["contacts"].parts[0]
    assert (part.source, part.rows_read, part.rows_loaded) == ("connection", 3, 3)
    told = "\n".join(landed.messages)
    assert "a request to the council's reporting database" in told
    assert "from_database.yml, table ssd_contacts: 1 unknown columns were ignored: our_own" in told


def test_landing_again_never_asks_the_database_and_a_new_request_does(
    tmp_path: Path, database: sqlalchemy.Engine, monkeypatch: pytest.MonkeyPatch
):
    folder = drop(tmp_path)
    first = land(tmp_path)
    with database.begin() as con:
        con.execute(sqlalchemy.text("delete from SSD_Contacts where cont_contact_id = 1"))
    assert land(tmp_path).is_new is False
    shutil.rmtree(first.drop.folder)  # as if its layout had become an old one
    with monkeypatch.context() as gone:
        gone.delenv(VARIABLE)
        assert len(contacts(land(tmp_path))) == 3
    (folder / "from_database.yml").write_text("asked: 2\n")
    assert [row["contact_id"] for row in contacts(land(tmp_path))] == ["2", "3"]


def test_queries_replace_tables_and_only_what_is_wanted_is_read(
    tmp_path: Path, database: sqlalchemy.Engine
):
    (tmp_path / "settings" / "connection.yml").write_text(
        f"url_from: {VARIABLE}\nqueries:\n  contacts: >\n"
        "    select cont_contact_id, cont_person_id, cont_contact_date from SSD_Contacts\n"
        "    where cont_contact_id > 2\n"
    )
    drop(tmp_path, "tables: [contacts]\n")
    landed = land(tmp_path)
    assert [row["contact_id"] for row in contacts(landed)] == ["3"]
    assert set(landed.manifest.tables) == {"contacts"}


def test_rows_come_in_batches(
    tmp_path: Path, database: sqlalchemy.Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetching, "BATCH_ROWS", 2)
    drop(tmp_path)
    assert len(contacts(land(tmp_path))) == 3
    kept = tmp_path / "warehouse" / LA / "landing" / MONTH / "fetched"
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    with closing(pq.ParquetFile(next(p for p in files if "contacts" in p.name))) as file:
        assert file.num_row_groups == 2


WRONG = {
    "no settings": (lambda root: (root / "settings" / "connection.yml").unlink(), "no database is"),
    "a key nobody knows": (
        lambda root: (root / "settings" / "connection.yml").write_text("url_from: A\nurl: x\n"),
        "connection.yml, line 2: `url`",
    ),
    "a url in the file": (
        lambda root: (root / "settings" / "connection.yml").write_text("url_from: sqlite:///x\n"),
        "connection.yml, line 1: `url_from`",
    ),
    "a table there is not": (
        lambda root: (root / "raw" / LA / MONTH / "from_database.yml").write_text("tables: [x]\n"),
        "from_database.yml, line 1: `tables`: there is no table x",
    ),
    "a table the database lacks": (
        lambda root: (root / "raw" / LA / MONTH / "from_database.yml").write_text(
            "tables: [audits]\n"
        ),
        "the database has no table for audits",
    ),
    "a schema that is not there": (
        lambda root: (root / "settings" / "connection.yml").write_text(
            f"url_from: {VARIABLE}\nschema: nowhere\n"
        ),
        "from_database.yml: the database",
    ),
    "a query that fails": (
        lambda root: (root / "settings" / "connection.yml").write_text(
            f"url_from: {VARIABLE}\nqueries: {{contacts: select secret from nothing}}\n"
        ),
        "gave a OperationalError",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_landed_or_kept(
    tmp_path: Path, database: sqlalchemy.Engine, name: str
):
    drop(tmp_path)
    change, expected = WRONG[name]
    change(tmp_path)
    with pytest.raises(DataProblem) as refused:
        land(tmp_path)
    assert expected in str(refused.value)
    kept = tmp_path / "warehouse" / LA / "landing" / MONTH / "fetched"
    assert not kept.is_dir() or list(kept.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, "the environment variable KPI_TEST_DATABASE is not set"),
        ("not a url", "holds no SQLAlchemy URL"),
        ("oracle+nothing://someone:hush@host/x", "the driver it names is not installed"),
        ("sqlite:////nowhere/hush.db", "gave a OperationalError"),
    ],
)
def test_the_address_is_never_repeated(
    tmp_path: Path,
    database: sqlalchemy.Engine,
    monkeypatch: pytest.MonkeyPatch,
    url: str | None,
    expected: str,
):
    if url is None:
        monkeypatch.delenv(VARIABLE)
    else:
        monkeypatch.setenv(VARIABLE, url)
    drop(tmp_path)
    with pytest.raises(DataProblem) as refused:
        land(tmp_path)
    assert expected in " ".join(str(refused.value).split())
    assert "hush" not in str(refused.value)


def test_a_request_can_be_checked_without_keeping_anything(
    tmp_path: Path, database: sqlalchemy.Engine
):
    folder = drop(tmp_path)
    council = Council(tmp_path / "settings")
    report = check_paths([folder], tmp_path / "warehouse", lambda _: council)
    assert {one.table: one.rows_good for one in report.tables} == {"contacts": 3, "person": 3}
    assert not (tmp_path / "warehouse").exists()


def test_a_run_killed_while_it_fetches_leaves_nothing_that_counts(
    tmp_path: Path, database: sqlalchemy.Engine, monkeypatch: pytest.MonkeyPatch
):
    drop(tmp_path)
    kept = tmp_path / "warehouse" / LA / "landing" / MONTH / "fetched"
    left = kept / ".half.1"
    left.mkdir(parents=True)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "_write", killed)
        with pytest.raises(KeyboardInterrupt):
            land(tmp_path)
    assert list(kept.iterdir()) == []
    assert len(contacts(land(tmp_path))) == 3
