"""Which authority's month a Dagster run is about, and the run's session and lock.

Belongs here: partition keys, and one session per Dagster run. Does not belong here: assets, steps.
"""

from dataclasses import dataclass

import dagster as dg

from pipelines.errors import WrongUse
from pipelines.run.month import Lock, lock_authority
from pipelines.run.session import Session, open_session
from pipelines.settings import default_paths

months_partition = dg.DynamicPartitionsDefinition(name="authority_month")


def partition_key(la_code: str, month: str) -> str:
    """``<la>_<yyyy-mm>``."""
    return f"{la_code}_{month}"


def split_key(key: str) -> tuple[str, str]:
    """Authority and month of a partition.

    Raises:
        WrongUse: if the key is not written ``<la>_<yyyy-mm>``.
    """
    la_code, _, month = key.partition("_")
    if len(la_code) != 3 or len(month) != 7:
        raise WrongUse(f"partition '{key}' is not written <la>_<yyyy-mm>, for example 871_2015-04.")
    return la_code, month


@dataclass
class _Open:
    session: Session | None
    lock: Lock


# One entry per Dagster run of this process: the executor runs every step in one process.
_open: dict[str, _Open] = {}


def begin(context: dg.AssetExecutionContext) -> tuple[str, str]:
    """Take the authority's lock for this run; returns authority and month."""
    la_code, month = split_key(context.partition_key)
    if context.run.run_id not in _open:
        _open[context.run.run_id] = _Open(None, lock_authority(default_paths(), la_code))
    return la_code, month


def session_of(context: dg.AssetExecutionContext) -> Session:
    """The run's session, opened once its drop has landed."""
    la_code, month = begin(context)
    held = _open[context.run.run_id]
    if held.session is None:
        held.session = open_session(default_paths(), la_code, month)
    return held.session


def end(run_id: str) -> None:
    """Give the lock back, whether the run went well or not."""
    held = _open.pop(run_id, None)
    if held is not None:
        held.lock.release()


@dg.failure_hook(name="give_back_the_lock")
def give_back_the_lock(context: dg.HookContext) -> None:
    """A step that fails ends the run: the next run must be able to start."""
    end(context.run_id)
