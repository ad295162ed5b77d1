"""The one job: an authority's month from drop to reports."""

from __future__ import annotations

import dagster as dg

from pipelines.orchestration.runs import give_back_the_lock

month_job = dg.define_asset_job(
    "month",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    hooks={give_back_the_lock},
    description="One authority's month: drop, checks, figures, gate, publication, reports.",
)
