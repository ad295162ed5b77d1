"""Every golden case of every KPI: hand-made records in, the cohort and figures expected out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.yaml_files import read_yaml
from tests.sql.expectations import check_cohort, check_contract, check_value
from tests.sql.golden import Build, all_models

CASES = Path(__file__).parent / "kpi"
CASE_KEYS = {
    "case", "month", "extracted_at", "parameters", "given", "expect_cohort", "expect_value",
    "coverage", "history_months", "seeds", "note", "figures", "persons_not_sent",
}  # fmt: skip


def _cases() -> list[Any]:
    found = []
    for file in sorted(CASES.rglob("*.yml")):
        for case in read_yaml(file.read_text(encoding="utf-8")) or []:
            name = f"{file.parent.name}/{file.stem}: {case.get('case')}"
            found.append(pytest.param(file.stem, case, id=name))
    return found


@pytest.mark.parametrize(("file_stem", "case"), _cases())
def test_golden(file_stem: str, case: dict[str, Any]) -> None:
    unknown = set(case) - CASE_KEYS
    assert not unknown, f"a case has no key {sorted(unknown)}"
    kpis = {model.stem for model in all_models().values() if model.kpi is not None}
    assert file_stem in kpis, f"there is no KPI file {file_stem}.sql"
    build = Build(case, file_stem)
    expects_values = bool(case.get("expect_value"))
    build.run("marts.kpi_value" if expects_values else build.kpi.name)
    check_contract(build)
    if "expect_cohort" in case:
        check_cohort(build, case["expect_cohort"])
    for expected in case.get("expect_value") or []:
        check_value(build, expected)


def test_every_kpi_has_golden_cases() -> None:
    kpis = {model.stem for model in all_models().values() if model.kpi is not None}
    cased = {file.stem for file in CASES.rglob("*.yml")}
    assert sorted(kpis - cased) == []
