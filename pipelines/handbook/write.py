"""Writing the handbook: one page a KPI, the index, and the names of the golden cases.

Belongs here: gathering what each page needs and writing files. Does not belong here: layout
(pages), reading cases (cases).
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from pipelines.handbook import pages, rules_page
from pipelines.handbook.cases import Case, read_cases
from pipelines.models.columns_read import columns_read
from pipelines.models.definitions import BOUNDARY_CASES
from pipelines.models.discover import Model, load_models
from pipelines.models.kpi_header import DOMAINS
from pipelines.models.parameters import PARAMETERS_FILE, parameters_of
from pipelines.models.supply import canonical_tables, formats_by_file
from pipelines.settings import PROJECT_ROOT, SQL_ROOT

FOLDER = PROJECT_ROOT / "docs" / "kpis"
INDEX = "README.md"
DIFFERENCES = "differences.md"


def entries(
    models: dict[str, Model] | None = None, cases: Mapping[str, tuple[Case, ...]] | None = None
) -> list[pages.Entry]:
    """Every KPI file, by domain, then KPI, its main figure before its variants."""
    models = load_models(SQL_ROOT) if models is None else models
    cases = read_cases() if cases is None else cases
    with PARAMETERS_FILE.open(encoding="utf-8", newline="") as handle:
        known = {row["name"]: row for row in csv.DictReader(handle)}
    formats = formats_by_file(models, columns_read(models))
    found = []
    for model in models.values():
        if model.kpi is None:
            continue
        tables = () if model.layer == "kpi_meta" else canonical_tables(models, model)
        found.append(
            pages.Entry(
                model,
                model.kpi,
                model.path.relative_to(SQL_ROOT.parent).as_posix(),
                tuple(tables),
                tuple(known[name] for name in parameters_of(models, model)),
                cases.get(model.stem, ()),
                formats.get(model.stem, ()),
            )
        )
    return sorted(found, key=_order)


def _order(entry: pages.Entry) -> tuple[int, str, str]:
    return DOMAINS.index(entry.header.domain), entry.model.kpi_id, entry.model.stem


def handbook(found: list[pages.Entry]) -> dict[str, str]:
    """The pages by file name, the index included."""
    by_kpi: dict[str, list[pages.Entry]] = defaultdict(list)
    for entry in found:
        by_kpi[entry.model.kpi_id].append(entry)
    made = {f"{kpi_id}.md": pages.page(group) for kpi_id, group in by_kpi.items()}
    return made | {INDEX: pages.index(found)}


def boundary_case_rows(found: list[pages.Entry]) -> str:
    """The names of all golden cases as the file the warehouse's catalogue reads."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["file_stem", "case"])
    for entry in sorted(found, key=lambda one: one.model.stem):
        writer.writerows([entry.model.stem, case.title] for case in entry.cases)
    return text.getvalue()


def write(folder: Path = FOLDER, boundary_cases: Path = BOUNDARY_CASES) -> int:
    """Write every KPI's page anew, remove those of KPIs that are gone; returns how many.

    The page of the rules of data quality is written with them.
    """
    found = entries()
    made = handbook(found)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in made and old.name != DIFFERENCES:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    boundary_cases.write_text(boundary_case_rows(found), encoding="utf-8")
    rules_page.write()
    return len(made)
