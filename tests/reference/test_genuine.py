"""Genuine files, where KPI_REFERENCE_DIR names their folder; without it, printed as not shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipelines.reference.reading import read_file
from tests.reference.test_layouts import accounted, values

NAMED = os.environ.get("KPI_REFERENCE_DIR")
pytestmark = pytest.mark.skipif(not NAMED, reason="not shown: KPI_REFERENCE_DIR is not set")


def genuine(name: str) -> Path:
    """The file; where a folder is named, its absence fails."""
    file = Path(str(NAMED)) / name
    assert file.is_file(), f"KPI_REFERENCE_DIR has no {name}"
    return file


def test_a_whole_file_of_children_in_need() -> None:
    reading = read_file(genuine("ees/d3_cpps_subsequent_plan_2013_to_2025.csv"))
    assert (reading.rows_read, accounted(reading)) == (2132, True)
    repeat = values(reading, "cpp_repeat_pct")
    assert repeat[("E92000001", "2025")] == "24.5"
    assert repeat[("871", "2015")] == "14.5"


def test_a_file_of_care_leavers() -> None:
    name = "ees/la_care_leavers_accommodation_suitability.extract_2023_2025.csv"
    reading = read_file(genuine(name))
    assert accounted(reading) and not reading.rejected
    assert values(reading, "careleaver_suitable_accom_17_18_pct")[("E92000001", "2025")] == "91"


def test_neighbours_of_both_models_and_populations() -> None:
    reading = read_file(genuine("statistical_neighbours.csv"))
    assert (len(reading.neighbours), accounted(reading)) == (3140, True)
    tens = {(one["la_code"], one["vintage"]) for one in reading.neighbours}
    assert len(tens) * 10 == len(reading.neighbours)
    population = read_file(genuine("population_0_17.csv"))
    assert values(population, "population_0_17")[("871", "2014")] == "40029"
