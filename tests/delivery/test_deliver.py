"""Who gets what: folders of the owner's only, passwords, mail to a stand-in, and the logs."""

from __future__ import annotations

import csv
import io
import stat
from email import message_from_bytes
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
from python_calamine import CalamineWorkbook

from pipelines.delivery.config import DeliverySettings, Secret
from pipelines.delivery.deliver import deliver
from pipelines.delivery.logs import log_access, log_packs_written
from pipelines.delivery.protect import password
from pipelines.errors import DataProblem
from pipelines.publish.ledger import Publication
from tests.delivery.conftest import MailServer

WORD = "a long enough password"


def settings(port: int = 0, **one: Any) -> DeliverySettings:
    smtp = {"host": "127.0.0.1", "port": port or 1, "sender": "kpi@example.org", "starttls": False}
    asked = {"name": "d", "for_whom": "Somebody", "enabled": True, **one}
    return DeliverySettings.model_validate({"deliveries": [asked], "smtp": smtp})


def lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def delivered(share: Path) -> set[str]:
    return {file.name for file in share.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("audience", "team", "names"),
    [
        ("officers", None, {"scorecard_999_2015-04.html", "committee.html"}),
        ("lists", None, {"overdue_and_due_999_2015-04.csv"}),
        ("fix_lists", None, {"fix_list_999_2015-04.csv", "fix_list_team_T1_2015-04.csv"}),
        ("team", "T1", {"team_T1_2015-04.xlsx", "team_T1_2015-04.html",
                        "team_T1_2015-04_rows.csv", "fix_list_team_T1_2015-04.csv"}),
        ("panel", None, {"scorecard_999_2015-04.html", "committee_public.html"}),
    ],
)  # fmt: skip
def test_each_audience_gets_its_own_files_and_only_their_owner_reads_them(
    of_la: Path, final: Publication, share: Path, audience: str, team: str | None, names: set[str]
) -> None:
    asked = settings(audience=audience, team=team, folder=str(share))
    assert [one.is_done for one in deliver(of_la, final, asked)] == [True]
    assert delivered(share) == names
    for file in share.rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) == (0o700 if file.is_dir() else 0o600)


def test_the_panels_scorecard_is_the_public_one(
    of_la: Path, final: Publication, share: Path
) -> None:
    deliver(of_la, final, settings(audience="panel", folder=str(share)))
    text = next(share.rglob("scorecard*")).read_text("utf-8")
    assert text == "plain public/scorecard_999_2015-04.html"


def test_a_panel_never_gets_a_draft(of_la: Path, draft: Publication, share: Path) -> None:
    found = deliver(of_la, draft, settings(audience="panel", folder=str(share)))
    assert not found[0].is_done
    assert delivered(share) == set()
    assert lines(of_la / "delivery_log.csv")[0]["outcome"] == "not delivered"


def test_a_password_leaves_no_plain_copy_and_opens_the_workbook(
    of_la: Path, final: Publication, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_PACK_T1", WORD)
    plain = settings(audience="team", team="T1", folder=str(share))
    deliver(of_la, final, plain)
    asked = settings(
        audience="team", team="T1", folder=str(share), password={"variable": "KPI_PACK_T1"}
    )
    assert deliver(of_la, final, asked)[0].is_done
    assert delivered(share) == {"team_T1_2015-04.xlsx"}
    with next(share.rglob("*.xlsx")).open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        assert locked.is_encrypted()
        locked.load_key(password=WORD)
        opened = io.BytesIO()
        locked.decrypt(opened)
    opened.seek(0)
    rows = CalamineWorkbook.from_filelike(opened).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "a row about one child"


def test_without_the_password_nothing_leaves(
    of_la: Path, final: Publication, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KPI_PACK_T1", raising=False)
    asked = settings(
        audience="team", team="T1", folder=str(share), password={"variable": "KPI_PACK_T1"}
    )
    assert not deliver(of_la, final, asked)[0].is_done
    assert delivered(share) == set()


def test_where_a_password_may_come_from() -> None:
    assert password(Secret(variable="A"), {"A": WORD}) == WORD
    assert password(Secret(keyring="t1"), from_keyring={"t1": WORD}.get) == WORD
    with pytest.raises(DataProblem, match="12 letters") as told:
        password(Secret(variable="A"), {"A": "elevenchars"})
    assert "elevenchars" not in str(told.value)


def test_a_message_carries_the_encrypted_workbook_and_nothing_else(
    of_la: Path, final: Publication, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPI_PACK_T1", WORD)
    asked = settings(
        mail_server.port, audience="team", team="T1", password={"variable": "KPI_PACK_T1"},
        email={"addresses": ["manager@example.org"], "send": "attachment"},
    )  # fmt: skip
    assert deliver(of_la, final, asked)[0].is_done
    parts = list(message_from_bytes(mail_server.messages[0]).walk())
    attached = [part for part in parts if part.get_filename()]
    assert [part.get_filename() for part in attached] == ["team_T1_2015-04.xlsx"]
    content = attached[0].get_payload(decode=True)
    assert isinstance(content, bytes)
    assert msoffcrypto.OfficeFile(io.BytesIO(content)).is_encrypted()


def test_a_link_leads_to_the_folder_and_attaches_nothing(
    of_la: Path, draft: Publication, share: Path, mail_server: MailServer
) -> None:
    asked = settings(
        mail_server.port, audience="officers", folder=str(share),
        email={"addresses": ["board@example.org"]},
    )  # fmt: skip
    assert deliver(of_la, draft, asked)[0].is_done
    text = message_from_bytes(mail_server.messages[0]).get_payload(decode=True)
    assert isinstance(text, bytes)
    joined = text.decode().replace("=\r\n", "")
    assert str(share / "d" / "999_2015-04_1") in joined
    assert "DRAFT" in joined


def test_a_server_that_refuses_or_is_away_is_a_sentence(
    of_la: Path, final: Publication, share: Path, mail_server: MailServer
) -> None:
    mail_server.refuses = True
    email = {"addresses": ["board@example.org"]}
    for port in (mail_server.port, 1):
        asked = settings(port, audience="officers", folder=str(share), email=email)
        found = deliver(of_la, final, asked)
        assert not found[0].is_done
        assert "did not take the message" in found[0].said


def test_a_share_that_is_not_mapped_is_not_made(
    of_la: Path, final: Publication, tmp_path: Path
) -> None:
    found = deliver(of_la, final, settings(audience="officers", folder=str(tmp_path / "none")))
    assert "map the share" in found[0].said
    assert not (tmp_path / "none").exists()


def test_what_is_not_enabled_is_not_delivered(of_la: Path, final: Publication, share: Path) -> None:
    asked = settings(audience="officers", folder=str(share), enabled=False)
    assert deliver(of_la, final, asked) == []
    assert not (of_la / "delivery_log.csv").exists()


def test_packs_are_logged_when_written_and_when_delivered(
    of_la: Path, final: Publication, share: Path
) -> None:
    log_packs_written(of_la, final.folder / "reports", final.publication_id)
    deliver(of_la, final, settings(audience="team", team="T1", folder=str(share)))
    deliver(of_la, final, settings(audience="officers", folder=str(share)))
    found = [(row["for_whom"], row["what"], row["done"]) for row in lines(of_la / "access_log.csv")]
    assert ("Practice manager of team T1", "team_T1_2015-04_rows.csv", "written") in found
    assert ("Practice manager of team T10", "team_T10_2015-04.html", "written") in found
    assert ("Somebody", "team_T1_2015-04.xlsx", "delivered") in found
    assert ("Practice manager of team T1", "fix_list_team_T1_2015-04.csv", "written") in found
    assert ("Officers who mend records", "fix_list_999_2015-04.csv", "written") in found
    assert len(found) == 6 + 4
    assert stat.S_IMODE((of_la / "access_log.csv").stat().st_mode) == 0o600


def test_a_log_holds_nothing_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    log_access(tmp_path, "=1+1", ["a"], "written", "p")
    assert lines(tmp_path / "access_log.csv")[0]["for_whom"] == "'=1+1"
