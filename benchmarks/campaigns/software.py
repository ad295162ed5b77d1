"""What other software makes of what is produced: LibreOffice, a browser, Dagster's pages.

Belongs here: starting that software and looking. Does not belong here: making the files.
"""

from __future__ import annotations

import http.server
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.figures import folder_of
from benchmarks.pictures import first_page
from benchmarks.proof import PICTURES, NotShown, Proof

MONTH = "2015-06"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFICES = ("soffice", "libreoffice")
# What the browser asks for by itself, whatever page is open.
BROWSERS_OWN = {
    "127.0.0.1",
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsingohttpgateway.googleapis.com",
    "update.googleapis.com",
    "www.google.com",
}
CONTROL = "pictures.example.invalid"
LARGEST_PICTURE = 300_000
WAIT_SECONDS = 90
PICTURED = {
    "team_pack_sheet": "teams/team_*.pdf",
    "committee_document": "officers/committee_*.pdf",
    "comparison_sheet": "reports/comparison_*.pdf",
}


def run(proof: Proof) -> None:
    """Each in turn; one that is missing does not keep the others from being shown."""
    proof.title, proof.seed = "Other software reads what is produced", "2015"
    for part in (_documents, _gate_pages, _lineage):
        _try(proof, part)


def _try(proof: Proof, part: Callable[[Proof], None]) -> None:
    try:
        part(proof)
    except NotShown as missing:
        proof.miss(str(missing))


def _program(names: tuple[str, ...], why: str) -> str:
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise NotShown(f"{why}: none of {', '.join(names)} is installed")


def _documents(proof: Proof) -> None:
    """Every workbook and document becomes a PDF; some become pictures for the documentation."""
    office = _program(OFFICES, "workbooks and documents opened by LibreOffice")
    reports = folder_of(proof.home, MONTH) / "reports"
    files = sorted([*reports.rglob("*.xlsx"), *reports.rglob("*.docx")])
    with tempfile.TemporaryDirectory(prefix="office_") as folder:
        for file in files:
            # officers' and public copies have one name
            made = Path(folder) / file.parent.name / f"{file.stem}.pdf"
            words = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            words += ["--convert-to", "pdf", "--outdir", str(made.parent), str(file)]
            subprocess.run(words, capture_output=True, timeout=600, check=False)
            is_pdf = made.exists() and made.read_bytes()[:5] == b"%PDF-"
            shown = f"{file.parent.name}/{file.name}"
            proof.check("LibreOffice opens each file", shown, "opens", _word(is_pdf))
        for name, pattern in PICTURED.items():
            pdf = sorted(Path(folder).glob(pattern))[0]
            proof.check("Pictures", name, "made", "made" if first_page(pdf, name) else "not made")


def _word(is_open: bool) -> str:
    return "opens" if is_open else "does not open"


def _gate_pages(proof: Proof) -> None:
    browser = _program(BROWSERS, "the gate's pages in a browser")
    section = "The gate's pages in a browser, nothing asked of another host"
    pages = folder_of(proof.home, MONTH) / "gate"
    with _serving(pages) as address:
        for page in sorted(pages.glob("*.html")):
            text, outside = _opened(browser, f"{address}/{page.name}")
            proof.check(section, page.name, "opens", _word(len(text) > 500))
            proof.check(section, f"{page.name}: other hosts asked", "none", outside)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "asks.html").write_text(f'<img src="http://{CONTROL}/a.png">', "utf-8")
        with _serving(Path(folder)) as address:
            _, outside = _opened(browser, f"{address}/asks.html")
    proof.check(section, "a page made to ask another host is caught", CONTROL, outside)


def _opened(browser: str, address: str) -> tuple[str, str]:
    """The page's text once loaded, and the other hosts it asked."""
    with tempfile.TemporaryDirectory() as profile:
        log = Path(profile) / "net.json"
        words = [*_headless(browser, profile), f"--log-net-log={log}", "--dump-dom", address]
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=WAIT_SECONDS, check=False
        )
        kept = log.read_text("utf-8", errors="replace") if log.exists() else ""
    hosts = set(re.findall(r'"url":"https?://([^/":]+)', kept))
    if "127.0.0.1" not in hosts:
        return done.stdout, "the browser kept no log"
    return done.stdout, ", ".join(sorted(hosts - BROWSERS_OWN)) or "none"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _headless(browser: str, profile: str) -> list[str]:
    return [
        browser,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        f"--user-data-dir={profile}",
    ]


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """The folder on a port of this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _lineage(proof: Proof) -> None:
    browser = _program(BROWSERS, "a picture of Dagster's lineage")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli.main", "serve", "--port", str(port)],
        env=os.environ | {"KPI_HOME": str(proof.home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    section = "Dagster's pages (kpi serve)"
    try:
        answers = _answers(f"http://127.0.0.1:{port}/server_info")
        proof.check(section, "the pages answer", "yes", _yes(answers))
        if answers:
            picture = _picture(browser, f"http://127.0.0.1:{port}/asset-groups")
            proof.check(
                section, f"a picture, at most {LARGEST_PICTURE // 1000} KB", "yes", _yes(picture)
            )
    finally:
        serving.send_signal(signal.SIGTERM)
        code = serving.wait(30)
    proof.check(section, "stops at SIGTERM with exit code", 0, code)


def _answers(address: str) -> bool:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own port
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    return False


def _picture(browser: str, address: str) -> bool:
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / "lineage.png"
    with tempfile.TemporaryDirectory() as profile:
        words = _headless(browser, profile)
        words += ["--window-size=1600,1000", "--timeout=30000", "--virtual-time-budget=30000"]
        words += [f"--screenshot={file}", address]
        subprocess.run(words, capture_output=True, timeout=WAIT_SECONDS, check=False)
    return file.exists() and 10_000 < file.stat().st_size <= LARGEST_PICTURE
