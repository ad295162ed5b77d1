"""One proof: what was asked, what was found, and the page that says so.

Belongs here: collecting checks, facts and what could not be shown, and writing
``docs/proofs/<name>.md``. Does not belong here: what is proved (campaigns).
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipelines.settings import PROJECT_ROOT

PROOFS = PROJECT_ROOT / "docs" / "proofs"
PICTURES = PROJECT_ROOT / "docs" / "pictures"


class NotShown(Exception):
    """Something this machine lacks; the campaign says what, and the page keeps it."""


@dataclass
class Check:
    """One question with what was expected and found."""

    what: str
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        """Whether it came out as expected."""
        return self.expected == self.found


@dataclass
class Proof:
    """What one campaign asked and found."""

    name: str
    home: Path
    title: str = ""
    seed: str = "none"
    sections: dict[str, list[Check]] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    not_shown: list[str] = field(default_factory=list)

    def check(self, section: str, what: str, expected: object, found: object) -> bool:
        """Keep one question; True if it came out as expected."""
        made = Check(what, str(expected), str(found))
        self.sections.setdefault(section, []).append(made)
        return made.holds

    def fact(self, text: str) -> None:
        """Keep something worth knowing that is neither right nor wrong."""
        self.facts.append(text)

    def miss(self, text: str) -> None:
        """Keep something that could not be shown here."""
        self.not_shown.append(text)

    @property
    def checks(self) -> list[Check]:
        """Every question asked."""
        return [one for section in self.sections.values() for one in section]

    @property
    def failed(self) -> list[Check]:
        """Those that did not come out as expected."""
        return [one for one in self.checks if not one.holds]

    @property
    def verdict(self) -> str:
        """In one word or two."""
        if self.failed:
            return "FAILED"
        if not self.checks:
            return "not shown"
        return "shown, in part" if self.not_shown else "shown"


def commit() -> str:
    """What was measured, with a mark if files had changed since."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT_ROOT,
    )
    return said.stdout.strip() or "unknown"


def page(proof: Proof, seconds: float) -> str:
    """The proof as Markdown."""
    failed, asked = len(proof.failed), len(proof.checks)
    lines = [
        f"# {proof.title or proof.name}",
        "",
        f"**{proof.verdict}**: {asked} checks, {asked - failed} hold, {failed} do not; "
        f"{len(proof.not_shown)} not shown.",
        "",
        f"- date: {date.today():%Y-%m-%d}; commit: {commit()}; seed: {proof.seed}; "
        f"{seconds:.0f} seconds",
        f"- made by: `python -m benchmarks.prove {proof.name}`; synthetic data",
        *(f"- {text}" for text in proof.facts),
        *(f"- not shown: {text}" for text in proof.not_shown),
    ]
    for section, checks in proof.sections.items():
        lines += ["", f"## {section}", "", "| | expected | found | |", "|---|---|---|---|"]
        lines += [_line(one) for one in checks]
    return "\n".join([*lines, ""])


def _line(one: Check) -> str:
    cells = [_cell(text) for text in (one.what, one.expected, one.found)]
    return f"| {' | '.join(cells)} | {'holds' if one.holds else '**differs**'} |"


def _cell(text: str, longest: int = 300) -> str:
    flat = " ".join(text.replace("|", "/").split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def write(proof: Proof, seconds: float) -> Path:
    """Write the page; returns where."""
    PROOFS.mkdir(parents=True, exist_ok=True)
    file = PROOFS / f"{proof.name}.md"
    file.write_text(page(proof, seconds), encoding="utf-8")
    return file
