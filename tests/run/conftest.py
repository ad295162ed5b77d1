"""A home of one's own: a copy of the small council's, which a test may spoil."""

import shutil
from pathlib import Path

import pytest

from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH


@pytest.fixture(scope="module")
def copy(published: Paths, tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The published small council, copied; tests of a module put back what they change."""
    home = tmp_path_factory.mktemp("copy") / "home"
    shutil.copytree(published.home, home)
    return Paths(home)


def drop_of(paths: Paths, month: str = SECOND_MONTH) -> Path:
    """The folder of a month's drop."""
    return paths.raw / LA / month


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.is_file()}


def put_back(folder: Path, kept: dict[str, bytes]) -> None:
    """The folder as it was."""
    for one in folder.iterdir():
        if one.name not in kept:
            one.unlink()
    for name, data in kept.items():
        (folder / name).write_bytes(data)


def published_ids(paths: Paths) -> list[str]:
    """What lies in the folder of publications, unfinished ones too."""
    return sorted(one.name for one in (paths.of_la(LA) / "publications").iterdir())
