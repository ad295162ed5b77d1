"""Monthly children's social care performance: extracts in, checked figures out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.publish.reading import open_warehouse

__all__ = ["open_warehouse"]


def __getattr__(name: str) -> Any:
    """``from pipelines import open_warehouse``, without a cost for whoever does not ask for it."""
    if name == "open_warehouse":
        from pipelines.publish import reading

        return reading.open_warehouse
    raise AttributeError(f"module 'pipelines' has no attribute '{name}'")
