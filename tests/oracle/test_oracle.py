"""The warehouse's figures against a second computation by the definitions."""

from dataclasses import replace

import pytest

from tests.oracle.compare import Cells, Result, compare
from tests.oracle.figures import Figure
from tests.oracle.oracle import MEASURES, Figures
from tests.oracle.records import Drop
from tests.oracle.warehouse import Built

# too rare for so small a council; the campaign has them
RARE = {
    ("foster_recruit_pipeline", "in_assessment"),
    ("foster_households_approved_ytd", None),
    ("foster_assessment_8m_pct", None),
    ("cla_reentry_12m_pct", "after_permanence"),
    ("epep_live_milestone", None),
    ("foster_tier2_carers", None),
    ("adoption_a1_days", None),
    ("adoption_a10_days", None),
    ("adoption_a2_days", None),
    ("cla_new_placement_inadequate_school", None),
}
NAMES = sorted({measure.kpi_id for measure in MEASURES})


def test_both_use_the_same_records(drop: Drop, council: Built) -> None:
    assert drop.counts == {name: council.rows[name] for name in drop.counts}
    assert set(drop.counts) == set(council.rows)


@pytest.mark.parametrize("kpi_id", NAMES)
def test_every_figure_agrees(kpi_id: str, result: Result) -> None:
    found = [str(one) for one in result.differences if one.kpi.split(" ")[0] == kpi_id]
    assert not found, "\n".join([f"{len(found)} figures differ, for example", *found[:5]])


def test_every_measure_has_figures_at_every_level(figures: Figures) -> None:
    for measure, found in figures.items():
        wanted = set(measure.levels) - (set() if measure.has_whole else {"worker"})
        is_rare = (measure.kpi_id, measure.variant) in RARE and not found
        assert is_rare or {key.level for key in found} == wanted, measure


def test_one_wrong_numerator_is_noticed(drop: Drop, figures: Figures, cells: Cells) -> None:
    measure = next(one for one in figures if one.kpi_id == "cpp_review_timely_pct")
    key, figure = max(figures[measure].items(), key=lambda item: item[0].period_end)
    changed = {measure: figures[measure] | {key: Figure(figure.numerator + 1, figure.denominator)}}
    before = compare(drop, {measure: figures[measure]}, cells)
    after = compare(drop, changed, cells)
    assert len(after.differences) == len(before.differences) + 1


def test_a_figure_the_warehouse_lacks_is_noticed(
    drop: Drop, figures: Figures, cells: Cells
) -> None:
    measure = next(one for one in figures if one.kpi_id == "cla_rate_per_10k")
    unknown = {replace(measure, variant="no such variant"): figures[measure]}
    result = compare(drop, unknown, cells)
    assert len(result.differences) == len(figures[measure])
