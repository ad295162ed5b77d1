"""One small council, built and computed a second time once for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.oracle.compare import Result, compare
from tests.oracle.oracle import Figures, compute
from tests.oracle.records import Drop, read_drop
from tests.oracle.warehouse import Built, Council, built

SMALL = Council("826", seed=41, size=0.15, is_shaken=True)


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The small council's build."""
    with built(SMALL, tmp_path_factory.mktemp("oracle")) as found:
        yield found


@pytest.fixture(scope="session")
def drop(council: Built) -> Drop:
    """The small council's records, read by the oracle."""
    return read_drop(council.drop_folder)


@pytest.fixture(scope="session")
def figures(drop: Drop) -> Figures:
    """The small council's figures, computed by the oracle."""
    return compute(drop)


@pytest.fixture(scope="session")
def result(drop: Drop, figures: Figures, council: Built) -> Result:
    """What the comparison found."""
    return compare(drop, figures, council.con)
