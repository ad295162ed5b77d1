"""A small council run by both routes, once for all tests of this folder."""

from collections.abc import Iterator

import pytest

from pipelines.demo.demo import write_demo
from pipelines.settings import Paths, dagster_environment

LA, MONTH = "999", "2015-03"


@pytest.fixture(scope="session")
def routes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Paths, Paths]]:
    """Two homes with the same drop: one run by the command line, one through Dagster."""
    homes = [Paths(tmp_path_factory.mktemp(name)) for name in ("commandline", "dagster")]
    for paths in homes:
        write_demo(paths.raw, la_code=LA, size=0.05, months=(MONTH,))
    with pytest.MonkeyPatch.context() as patched:
        from pipelines.run.month import run_month

        run_month(homes[0], LA, MONTH, lambda _text: None)
        patched.setenv("KPI_HOME", str(homes[1].home))
        for name, value in dagster_environment(homes[1]).items():
            patched.setenv(name, value)
        _run_in_dagster()
        yield homes[0], homes[1]


def _run_in_dagster() -> None:
    import dagster as dg

    from pipelines.orchestration.definitions import definitions

    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("authority_month", [f"{LA}_{MONTH}"])
        job = definitions.resolve_job_def("month")
        result = job.execute_in_process(instance=instance, partition_key=f"{LA}_{MONTH}")
        assert result.success
