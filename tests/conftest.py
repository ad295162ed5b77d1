"""One small synthetic council, run for two months, for every test that needs a real publication."""

import pytest

from pipelines.demo.demo import write_demo
from pipelines.settings import Paths

LA, FIRST_MONTH, SECOND_MONTH = "999", "2015-03", "2015-04"
SIZE = 0.05


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A home with drops and publications of two months; tests read it and change nothing in it."""
    from pipelines.run.month import run_month

    paths = Paths(tmp_path_factory.mktemp("published"))
    write_demo(paths.raw, la_code=LA, size=SIZE, months=(FIRST_MONTH, SECOND_MONTH))
    for month in (FIRST_MONTH, SECOND_MONTH):
        run_month(paths, LA, month, lambda _text: None)
    return paths
