"""Every golden case of every KPI: hand-made records in, the cohort and figures expected out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sql.golden import Build, all_models, plain

CASES = Path(__file__).parent / "kpi"
CASE_KEYS = {
    "case", "month", "extracted_at", "parameters", "given", "expect_cohort", "expect_value",
    "coverage", "history_months", "seeds", "note", "figures",
}  # fmt: skip
# named in an expectation but no column that selects the figure
ANSWERS = {"numerator", "denominator", "value", "value_rounded", "value_display", "status"}


def _cases() -> list[Any]:
    found = []
    for file in sorted(CASES.rglob("*.yml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")) or []:
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
    if "expect_cohort" in case:
        _check_cohort(build, case["expect_cohort"])
    for expected in case.get("expect_value") or []:
        _check_value(build, expected)


def _check_cohort(build: Build, expected: list[dict[str, Any]]) -> None:
    table = build.kpi.name
    if not expected:
        assert build.rows(f"select * from {table}") == []
        return
    names = list(expected[0])
    found = build.rows(f"select {', '.join(names)} from {table}")
    wanted = [{name: plain(row.get(name)) for name in names} for row in expected]
    assert _sorted(found) == _sorted(wanted)


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    plain_rows = [{name: plain(value) for name, value in row.items()} for row in rows]
    return sorted(plain_rows, key=lambda row: [str(value) for value in row.values()])


def _check_value(build: Build, expected: dict[str, Any]) -> None:
    which = {"level": "authority", "category": None} | {
        name: value for name, value in expected.items() if name not in ANSWERS
    }
    where = " and ".join(f"{name} is not distinct from ?" for name in which)
    found = build.rows(
        f"select * from marts.kpi_value where file_stem = ? and {where}",
        [build.file_stem, *which.values()],
    )
    assert len(found) == 1, f"{len(found)} figures for {which}"
    for name in ANSWERS & set(expected):
        _same(name, found[0][name], expected[name], which)


def _same(name: str, found: Any, wanted: Any, which: dict[str, Any]) -> None:
    if name == "value" and wanted is not None and found is not None:
        # cases print a value with as many places as they mean
        places = -Decimal(str(wanted)).as_tuple().exponent
        assert abs(Decimal(found) - Decimal(str(wanted))) <= Decimal(5) / 10 ** (places + 1), which
        return
    assert plain(found) == plain(wanted), f"{name} of {which}"


def test_every_kpi_has_golden_cases() -> None:
    kpis = {model.stem for model in all_models().values() if model.kpi is not None}
    cased = {file.stem for file in CASES.rglob("*.yml")}
    assert sorted(kpis - cased) == []
