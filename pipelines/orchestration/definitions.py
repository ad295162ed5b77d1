"""Dagster's entry point: puts assets, job, schedule and sensors together, and nothing else."""

from __future__ import annotations

import dagster as dg

from pipelines.orchestration import assets
from pipelines.orchestration.jobs import month_job
from pipelines.orchestration.runs import give_back_the_lock, months_partition
from pipelines.orchestration.schedules import (
    commandline_publications,
    late_drops,
    monthly_schedule,
)

all_assets = [
    assets.drop,
    assets.land,
    assets.facts_and_settings,
    *assets.model_assets(),
    assets.release_gate,
    assets.publication,
    assets.reports,
]

definitions = dg.Definitions(
    assets=all_assets,
    jobs=[month_job],
    schedules=[monthly_schedule],
    sensors=[late_drops, commandline_publications],
    # One process: two steps cannot both write the scratch database, and starting a process per
    # step costs three seconds each.
    executor=dg.in_process_executor,
)

__all__ = ["definitions", "give_back_the_lock", "months_partition"]
