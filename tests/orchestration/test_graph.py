"""The asset graph reads from left to right: raw, landed, models, gate, publication, reports."""

import dagster as dg

from pipelines.models.discover import load_models
from pipelines.orchestration import assets
from pipelines.orchestration.definitions import definitions
from pipelines.run import steps
from pipelines.settings import SQL_ROOT


def upstream(key: dg.AssetKey) -> set[dg.AssetKey]:
    return set(definitions.resolve_asset_graph().get(key).parent_keys)


def test_every_model_is_an_asset_with_the_parents_its_query_reads() -> None:
    for model in load_models(SQL_ROOT).values():
        waited = {assets.FACTS}
        if model.depends & set(steps.LATE_SEEDS):
            waited.add(assets.key_of(steps.MOVED))
        expected = {assets.key_of(name) for name in model.depends}
        assert upstream(assets.key_of(model.name)) - waited == expected - waited
        assert expected <= upstream(assets.key_of(model.name))


def test_every_model_waits_for_the_scratch_database() -> None:
    graph = definitions.resolve_asset_graph()
    for name in load_models(SQL_ROOT):
        assert assets.FACTS in graph.get_ancestor_asset_keys(assets.key_of(name)), name


def test_data_walk_one_way() -> None:
    assert upstream(dg.AssetKey(["landed", "contacts"])) == {assets.DROP}
    marts = {assets.key_of(n) for n, m in load_models(SQL_ROOT).items() if m.layer == "marts"}
    assert upstream(assets.GATE) == marts
    assert upstream(assets.PUBLICATION) == {assets.GATE}
    assert upstream(assets.REPORTS) == {assets.PUBLICATION}


def test_the_month_runs_in_one_process_and_gives_its_lock_back() -> None:
    job = definitions.resolve_job_def("month")
    assert job.executor_def is dg.in_process_executor
    assert {hook.name for hook in job.hook_defs} == {"give_back_the_lock"}


def test_the_gate_blocks_what_comes_after() -> None:
    checks = list(assets.release_gate.check_specs)
    assert {spec.name for spec in checks} == {"reconciliations", "expectations"}
    assert all(spec.blocking for spec in checks)


def test_there_is_a_schedule_and_a_sensor_for_late_drops() -> None:
    repository = definitions.get_repository_def()
    assert [one.name for one in repository.schedule_defs] == ["monthly_schedule"]
    assert {one.name for one in repository.sensor_defs} == {
        "late_drops",
        "commandline_publications",
    }
