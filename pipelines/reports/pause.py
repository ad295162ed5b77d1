"""Holding back Python's search for unreachable cycles while outputs are made.

Belongs here: the pause, and freeing between two outputs. A workbook is hundreds of thousands of
small objects that all live until it is saved; looking through them again and again took a fifth of
the time of all outputs.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No cycles are looked for inside; afterwards it is as it was before, also after an error."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def free_finished() -> None:
    """Free what a finished output leaves: only what was made since the last time is looked at."""
    gc.collect(1)
