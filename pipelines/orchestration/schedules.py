"""When a month runs by itself, and how Dagster learns of months run from the command line.

Belongs here: the schedule and the sensors. Does not belong here: what a run does (assets).
"""

from collections.abc import Iterator

import dagster as dg

from pipelines.landing.drops import find_drops
from pipelines.orchestration import assets
from pipelines.orchestration.jobs import month_job
from pipelines.orchestration.runs import months_partition, partition_key
from pipelines.publish import ledger
from pipelines.settings import default_paths


def _drops() -> list[str]:
    return [partition_key(la, month) for la, month in find_drops(default_paths().raw)]


def _newest_per_authority(keys: list[str]) -> list[str]:
    newest: dict[str, str] = {}
    for key in sorted(keys):
        newest[key[:3]] = key
    return sorted(newest.values())


@dg.schedule(job=month_job, cron_schedule="0 6 6 * *", execution_timezone="Europe/London")
def monthly_schedule(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest]:
    """At six on the sixth, every authority's newest drop; the same drop is run once."""
    keys = _newest_per_authority(_drops())
    context.instance.add_dynamic_partitions(str(months_partition.name), keys)
    for key in keys:
        stamp = context.scheduled_execution_time
        yield dg.RunRequest(run_key=f"{key}@{stamp:%Y-%m-%d}", partition_key=key)


@dg.sensor(job=month_job, minimum_interval_seconds=600)
def late_drops(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """A drop folder that appears after the schedule ran gets its partition and its run."""
    known = set(context.instance.get_dynamic_partitions(str(months_partition.name)))
    new = [key for key in _drops() if key not in known]
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=key, partition_key=key) for key in new],
        dynamic_partitions_requests=[months_partition.build_add_request(new)] if new else [],
    )


@dg.sensor(minimum_interval_seconds=60, default_status=dg.DefaultSensorStatus.RUNNING)
def commandline_publications(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Publications made by ``kpi run`` appear as events of the publication asset, once each."""
    seen = set((context.cursor or "").split())
    found = [
        made
        for la_code in ledger.authorities(default_paths().warehouse)
        for made in ledger.publications(default_paths().warehouse, la_code)
        if made.publication_id not in seen
    ]
    reported = _reported_by_runs(context.instance)
    events = [_event(made) for made in found if made.publication_id not in reported]
    keys = sorted({partition_key(made.la_code, made.month) for made in found})
    return dg.SensorResult(
        asset_events=events,
        cursor=" ".join(sorted(seen | {made.publication_id for made in found})),
        dynamic_partitions_requests=[months_partition.build_add_request(keys)] if keys else [],
    )


def _reported_by_runs(instance: dg.DagsterInstance) -> set[str]:
    records = instance.fetch_materializations(assets.PUBLICATION, limit=500).records
    found: set[str] = set()
    for record in records:
        event = record.asset_materialization
        if event is not None and "publication_id" in event.metadata:
            found.add(str(event.metadata["publication_id"].value))
    return found


def _event(made: ledger.Publication) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(
        asset_key=assets.PUBLICATION,
        partition=partition_key(made.la_code, made.month),
        description="published from the command line",
        metadata=assets.metadata_of(made),
    )
