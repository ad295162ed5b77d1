"""The search for cycles is held back inside, and is afterwards as it was before."""

from __future__ import annotations

import gc
import weakref

import pytest

from pipelines.reports.pause import collection_paused, free_finished


class Circle:
    """An object that only the search for cycles can free."""

    def __init__(self) -> None:
        self.itself = self


def test_it_is_on_again_also_after_an_error() -> None:
    with pytest.raises(ValueError, match="inside"), collection_paused():
        assert not gc.isenabled()
        raise ValueError("inside")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_finished_is_freed_between_outputs() -> None:
    with collection_paused():
        circle = weakref.ref(Circle())
        assert circle() is not None
        free_finished()
        assert circle() is None
