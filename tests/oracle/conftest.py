"""One small council, built and computed a second time once for all tests of this folder."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.oracle.compare import Cells, Result, compare, warehouse_figures
from tests.oracle.days import shown_month_ends
from tests.oracle.oracle import Figures, compute
from tests.oracle.records import Drop, read_drop
from tests.oracle.warehouse import Built, Council, built

SMALL = Council("826", seed=41, size=0.15, is_shaken=True)
MONTHS = 24


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
    return compute(drop, MONTHS)


@pytest.fixture(scope="session")
def cells(drop: Drop, council: Built) -> Cells:
    """The small council's figures of the same months in the warehouse."""
    last = date.fromisoformat(f"{drop.month}-01")
    return warehouse_figures(council.con, shown_month_ends(last, MONTHS)[0])


@pytest.fixture(scope="session")
def result(drop: Drop, figures: Figures, cells: Cells) -> Result:
    """What the comparison found."""
    return compare(drop, figures, cells)
