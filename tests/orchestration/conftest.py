"""The small council's first month through Dagster, beside the command line's."""

import shutil
from collections.abc import Iterator

import dagster as dg
import pytest

from pipelines.settings import Paths, dagster_environment
from tests.conftest import FIRST_MONTH, LA


@pytest.fixture(scope="session")
def by_dagster(published: Paths, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paths]:
    """Another home with the same drop, run by the Dagster job."""
    from pipelines.orchestration.definitions import definitions

    paths = Paths(tmp_path_factory.mktemp("dagster"))
    folder = paths.raw / LA / FIRST_MONTH
    shutil.copytree(published.raw / LA / FIRST_MONTH, folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KPI_HOME", str(paths.home))
        for name, value in dagster_environment(paths).items():
            patched.setenv(name, value)
        with dg.DagsterInstance.ephemeral() as instance:
            instance.add_dynamic_partitions("authority_month", [f"{LA}_{FIRST_MONTH}"])
            result = definitions.resolve_job_def("month").execute_in_process(
                instance=instance, partition_key=f"{LA}_{FIRST_MONTH}"
            )
        assert result.success
        yield paths
