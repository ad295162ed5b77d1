"""A publication's outputs as files with little in them, and a mail server of this machine only."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.publish.ledger import Publication

MANIFEST = {"publication_id": "999_2015-04_1", "la_code": "999"}


@pytest.fixture
def of_la(tmp_path: Path) -> Path:
    """The authority's part of a warehouse: drafts and, once released, the same stamped final."""
    root = tmp_path / "warehouse" / "999"
    for outputs in (root / "publications" / "2015-04_1" / "reports",
                    root / "final" / "999_2015-04_1"):  # fmt: skip
        for folder in ("public", "committee/public", "committee/officers", "teams", "fix_lists"):
            (outputs / folder).mkdir(parents=True)
        for name in (
            "scorecard_999_2015-04.html", "overdue_and_due_999_2015-04.csv",
            "public/scorecard_999_2015-04.html", "teams/team_T1_2015-04.html",
            "teams/team_T1_2015-04_rows.csv", "teams/team_T10_2015-04.html",
            "committee/officers/committee.html", "committee/public/committee_public.html",
            "fix_lists/fix_list_999_2015-04.csv", "fix_lists/fix_list_team_T1_2015-04.csv",
        ):  # fmt: skip
            (outputs / name).write_text(f"plain {name}", encoding="utf-8")
        with xlsxwriter.Workbook(str(outputs / "teams" / "team_T1_2015-04.xlsx")) as book:
            book.add_worksheet("Team").write_string(0, 0, "a row about one child")
    return root


@pytest.fixture
def draft(of_la: Path) -> Publication:
    return Publication(of_la / "publications" / "2015-04_1", "2015-04", 1, MANIFEST, None)


@pytest.fixture
def final(draft: Publication) -> Publication:
    return Publication(draft.folder, draft.month, 1, draft.manifest, {"released_by": "A Head"})


class _Mailbox(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Just enough of SMTP to take one message."""
        server = self.server
        assert isinstance(server, MailServer)
        self._say(b"220 stand-in")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self._say(b"354 go on")
                taken = iter(self.rfile.readline, b".\r\n")
                server.messages.append(b"".join(taken))
            elif word == b"RCPT" and server.refuses:
                self._say(b"550 no")
                continue
            elif word == b"QUIT":
                self._say(b"221 bye")
                return
            self._say(b"250 ok")

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Takes messages on a free port of this machine and keeps them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mailbox)
        self.messages: list[bytes] = []
        self.refuses = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
