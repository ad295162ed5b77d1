"""The link from a KPI to the parameters it depends on is read from the queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.models.discover import Model, load_models
from pipelines.models.parameters import known_parameters, named_in, parameters_of
from pipelines.settings import SQL_ROOT

LOOKS_UP = """-- {name}: a limit
select value_number as limit_wd{more}
from ref.parameter
where name = '{parameter}'
"""


def intermediate(name: str, parameter: str, more: str = "") -> Model:
    sql = LOOKS_UP.format(name=name, parameter=parameter, more=more)
    full = f"intermediate.{name}"
    return Model(full, "intermediate", Path(f"{name}.sql"), sql, frozenset({"ref.parameter"}))


def test_a_parameter_is_found_through_the_models_a_kpi_reads() -> None:
    header = load_models(SQL_ROOT)["kpi.assessment_45wd_pct"].kpi
    reads = frozenset({"intermediate.int_a", "intermediate.int_b"})
    models = {
        "kpi.k": Model("kpi.k", "kpi", Path("k.sql"), "select 1", reads, header),
        "intermediate.int_a": intermediate("int_a", "assessment_limit_wd"),
        # a comment looks nothing up, and not every word is a parameter
        "intermediate.int_b": intermediate("int_b", "no_such_limit", "  -- 'decision_limit_wd'"),
    }
    assert parameters_of(models, models["kpi.k"]) == ["assessment_limit_wd", "small_denominator"]


@pytest.mark.parametrize(
    ("file_stem", "name"),
    [
        ("assessment_45wd_pct", "assessment_limit_wd"),
        ("assessment_45wd_pct", "assessment_clock"),
        ("re_referral_12m_pct", "re_referral_lookback_months"),
        ("turnover_rate_pct", "turnover_unit"),
        ("turnover_rate_pct", "employment_gap_days"),
        ("caseload_over_threshold", "caseload_threshold_asye"),
        ("complaints_timely_pct", "complaint_extended_limit_wd"),
    ],
)
def test_kpis_name_their_parameters(file_stem: str, name: str) -> None:
    models = load_models(SQL_ROOT)
    assert name in parameters_of(models, models[f"kpi.{file_stem}"])


def test_every_parameter_is_looked_up_somewhere() -> None:
    used = {name for model in load_models(SQL_ROOT).values() for name in named_in(model)}
    assert sorted(known_parameters() - used) == []
