"""One page about one KPI, and the index of all pages, as Markdown.

Belongs here: layout. Does not belong here: reading files (cases, write), what differs from the
published catalogue (differences).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.canonical.model import load_tables
from pipelines.handbook import words
from pipelines.handbook.cases import Case
from pipelines.models.definitions import version_log
from pipelines.models.discover import Model
from pipelines.models.kpi_header import KpiHeader

NOTICE = "<!-- Made by `kpi handbook` from the SQL file and its cases; do not edit. -->"


@dataclass(frozen=True)
class Entry:
    """One KPI file with all that the handbook says of it."""

    model: Model
    header: KpiHeader
    sql_path: str
    tables: tuple[str, ...]
    parameters: tuple[Mapping[str, str], ...]
    cases: tuple[Case, ...]
    formats: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name, with the variant's code behind it."""
        variant = f" (`{self.header.variant}`)" if self.header.variant else ""
        return f"{self.header.name}{variant}"


def page(entries: Sequence[Entry]) -> str:
    """The page of one KPI: its main figure first, then its further figures."""
    first = entries[0]
    lines = [NOTICE, "", f"# {first.header.name}", "", *_facts(first), *_body(first)]
    for entry in entries[1:]:
        lines += ["", f"## Further figure: {entry.title}", "", *_facts(entry), *_body(entry, 3)]
    return "\n".join(lines).rstrip() + "\n"


def _facts(entry: Entry) -> list[str]:
    header = entry.header
    unit = header.unit_or_default
    bases = ", ".join(f"{one} ({words.BASIS[one]})" for one in header.bases)
    rows = [
        ("Identifier", f"`{entry.model.stem}`"),
        ("Domain", header.domain.replace("_", " ")),
        ("Measure", f"{header.measure}, in {words.UNIT.get(unit, unit.replace('_', ' '))}"),
        ("Better", header.polarity),
        ("Periods", f"{bases}; headline {header.headline}"),
        ("Levels", ", ".join(header.levels)),
        ("Credited to", f"{words.CREDIT[header.attribution]} ({header.attribution})"),
    ]
    if header.second_credit:
        rows.append(("Second credit", header.second_credit))
    if header.categories:
        whole = "" if header.whole else "; never added up"
        rows.append(("Categories", ", ".join(header.categories) + whole))
    if header.once_per:
        rows.append(("Counted", f"once per {header.once_per} in a period"))
    if header.weighted:
        rows.append(("Weighted by", header.weighted))
    if header.measure == "percentage":
        told = {"service": "told: it says whether the service did its part"}
        rows.append(("None or all, in public", told.get(header.tells_of, "hidden")))
    rows += [("Pack", header.pack.replace("_", " ")), ("Version", version_log(header))]
    return ["| | |", "|---|---|", *(f"| {name} | {_cell(text)} |" for name, text in rows)]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _body(entry: Entry, depth: int = 2) -> list[str]:
    header, mark = entry.header, "#" * depth
    arithmetic = f"{words.ARITHMETIC[header.measure]} {words.INTERVAL.get(header.measure, '')}"
    if header.weighted:
        arithmetic = f"{words.ARITHMETIC[header.measure]} Weighted, so without an interval."
    sections = [
        ("Definition", [header.definition.strip()]),
        ("Clock", [header.clock.strip()]),
        ("Arithmetic", [arithmetic.strip()]),
        ("Limits and choices", _parameters(entry.parameters)),
        ("Boundary cases", _cases(entry.cases)),
        ("Source", [header.source.strip()]),
        ("Comparators and known mismatches", _comparators(header)),
        ("Data", _data(entry)),
        ("The query", ["```sql", _query(entry.model.sql), "```"]),
    ]
    return [line for name, text in sections for line in ("", f"{mark} {name}", "", *text)]


def _parameters(rows: Sequence[Mapping[str, str]]) -> list[str]:
    if not rows:
        return ["None: nothing in it may be set by a council."]
    found = ["| parameter | default | unit | meaning | source |", "|---|---|---|---|---|"]
    for row in rows:
        fields = ("default_value", "unit", "description", "source")
        told = " | ".join(_cell(row[name]) or "none" for name in fields)
        found.append(f"| `{row['name']}` | {told} |")
    return found


def _cases(cases: Iterable[Case]) -> list[str]:
    lines: list[str] = []
    for case in cases:
        settings = f"; {', '.join(case.settings)}" if case.settings else ""
        lines += [f"- **{case.title}** (month {case.month}{settings})"]
        lines += [f"  - given {line}" for line in case.given]
        lines += [f"  - so {line}" for line in case.expected]
    return lines


def _comparators(header: KpiHeader) -> list[str]:
    lines = [f"Comparator: {header.comparator.strip()}.".replace("..", "."), ""]
    lines.append(header.caveats.strip())
    if header.differs:
        lines += ["", f"Differs from the published catalogue: {header.differs.strip()}"]
    return lines


def _data(entry: Entry) -> list[str]:
    known = load_tables()
    named = [
        f"`{name}`" + (" (extension)" if known[name].origin == "extension" else "")
        for name in entry.tables
        if name in known
    ]
    formats = ", ".join(entry.formats) or "the council's own files only"
    return [
        f"Records counted: `{entry.header.record}`. Formats that supply it: {formats}.",
        "",
        f"Tables read: {', '.join(named) or 'the figures of other KPIs'}.",
        "",
        f"SQL file: `{entry.sql_path}`.",
    ]


def _query(sql: str) -> str:
    return sql[sql.index("*/") + 2 :].strip() if "*/" in sql else sql.strip()


def index(entries: Sequence[Entry]) -> str:
    """All KPIs by domain, each with a link to its page."""
    main = [entry for entry in entries if entry.header.variant is None]
    lines = [NOTICE, "", "# KPI handbook", "", _INTRODUCTION.format(len(main), len(entries))]
    for domain in dict.fromkeys(entry.header.domain for entry in main):
        lines += ["", f"## {domain.replace('_', ' ').capitalize()}", "", *_TABLE]
        for entry in sorted(main, key=lambda one: one.header.name.lower()):
            if entry.header.domain == domain:
                header, kpi_id = entry.header, entry.model.kpi_id
                lines.append(
                    f"| [{_cell(header.name)}]({kpi_id}.md) | `{kpi_id}` | {header.measure} "
                    f"| {header.headline} | {header.polarity} | {header.attribution} |"
                )
    return "\n".join(lines) + "\n"


_TABLE = [
    "| KPI | identifier | measure | headline | better | credit |",
    "|---|---|---|---|---|---|",
]
_INTRODUCTION = (
    "{} KPIs, {} figures with their variants. Each page is made from the KPI's SQL file, the "
    "models it reads and its golden cases. Where the definitions differ from the published "
    "catalogue is listed in [differences.md](differences.md)."
)
