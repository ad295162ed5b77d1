"""The pages people read, opened in Chromium: links, filters, keyboard, nothing fetched, access.

Belongs here: running the browser and judging what it found. Does not belong here: what the browser
does (pages.mjs), making the pages. Needs node and npm (playwright-core, axe-core) and Chromium.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.figures import folder_of
from benchmarks.pictures import first_page
from benchmarks.proof import PICTURES, NotShown, Proof

MONTH = "2015-06"
PACKAGES = ("playwright-core@1.65.1", "axe-core@4.14.1")
SCRIPT = Path(__file__).with_name("pages.mjs")
USABLE_MS = 1000
LARGEST_BYTES = 2_000_000
PAGES = {
    "scorecard": "scorecard_871_2015-06.html",
    "scorecard_public": "public/scorecard_871_2015-06.html",
    "committee": "committee/officers/committee_871_2015-06_draft1.html",
    "committee_public": "committee/public/committee_871_2015-06_draft1.html",
    "team_pack": "teams/team_*_2015-06.html",
}
PRINTED = ("scorecard",)


def run(proof: Proof) -> None:
    """Every page in turn."""
    proof.title, proof.seed = "The pages people read, in a browser", "2015"
    with installed() as (browser, folder):
        for name, file in PAGES.items():
            page = sorted((folder_of(proof.home, MONTH) / "reports").glob(file))[0]
            _judge(proof, name, page, _opened(browser, folder, page, name))
        for name in PRINTED:
            made = first_page(folder / f"{name}.pdf", f"{name}_print")
            proof.check(name, "a picture of the first printed page", "yes", "yes" if made else "no")


def usable_ms(page: Path) -> int:
    """Milliseconds until a page is usable, by its own performance timing, in a fresh browser.

    Raises:
        NotShown: if there is no browser.
    """
    with installed() as (browser, folder):
        return int(_opened(browser, folder, page, "")["usableMs"])


@contextmanager
def installed() -> Iterator[tuple[str, Path]]:
    """The browser, and a folder with its driver; removed afterwards."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser or not shutil.which("npm"):
        raise NotShown("pages in a browser: Chromium or npm is not installed")
    with tempfile.TemporaryDirectory(prefix="pages_") as folder:
        _install(Path(folder))
        yield browser, Path(folder)


def _install(folder: Path) -> None:
    (folder / "package.json").write_text('{"private": true}', "utf-8")
    words = ["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES]
    done = subprocess.run(words, cwd=folder, capture_output=True, timeout=300, check=False)
    if done.returncode:
        raise NotShown("pages in a browser: the browser's driver could not be installed")


def _opened(browser: str, packages: Path, page: Path, name: str) -> dict[str, Any]:
    PICTURES.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["node", str(SCRIPT), page.as_uri(), str(PICTURES), name],
        env=os.environ | {"PAGES_PACKAGES": str(packages), "PAGES_BROWSER": browser},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{name}: the browser's script ended badly: {done.stderr[-800:]}")
    return json.loads(done.stdout)


def _judge(proof: Proof, name: str, page: Path, found: dict[str, Any]) -> None:
    serious = [one for one in found["violations"] if one.startswith(("serious", "critical"))]
    proof.check(name, "errors on the console", "none", _listed(found["console"]))
    proof.check(name, "requests to anything but the file", "none", _listed(found["requests"]))
    proof.check(name, "links within the page that lead nowhere", 0, len(found["brokenLinks"]))
    proof.check(name, "serious or critical findings of axe-core", "none", _listed(serious))
    size = page.stat().st_size
    proof.check(name, "size at most 2 MB", "yes", "yes" if size < LARGEST_BYTES else f"{size:,}")
    proof.fact(f"{name}: loaded after {found['usableMs']} ms; {size / 1000:,.0f} KB")
    if found["violations"]:
        proof.fact(f"{name}: lesser findings of axe-core: {_listed(found['violations'])}")
    if "measures" not in found:
        return
    usable = "yes" if found["usableMs"] <= USABLE_MS else f"{found['usableMs']} ms"
    proof.check(name, f"usable within {USABLE_MS} ms", "yes", usable)
    narrower = 0 < found["afterSearch"] < found["measures"]
    proof.check(name, "the search narrows", "yes", "yes" if narrower else "no")
    by_area = 0 < found["afterDomain"] < found["measures"]
    proof.check(name, "the area filter narrows", "yes", "yes" if by_area else "no")
    proof.check(name, "filters taken off show all again", found["measures"], found["afterAll"])
    if "afterTeam" in found:
        shown = found["teamCells"] > 0
        proof.check(name, "a team's own figures appear", "yes", "yes" if shown else "no")
    is_skip = found["firstTab"].startswith("Skip")
    proof.check(name, "the first key stroke offers to skip", "yes", "yes" if is_skip else "no")
    proof.check(name, "a phone need not scroll sideways", False, found["sideways"])


def _listed(texts: list[str]) -> str:
    return "; ".join(texts[:5]) or "none"
