"""Which earlier records had to be in a drop, as SQL conditions.

Belongs here: turning a scope into a condition. Does not belong here: declaring scopes
(``pipelines.sources``), counting what is gone (``withdrawal``), the latest word on a record
(``pipelines.models.landed``).
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

PERSON = "source_person_id"


class ScopeLike(Protocol):
    """A scope as a reader declares it or as a manifest keeps it."""

    @property
    def kind(self) -> Literal["all", "window", "open", "none"]:
        """What is due: see ``pipelines.sources.base.Scope``."""
        ...

    @property
    def date_column(self) -> str | None:
        """The date that decides."""
        ...

    @property
    def date_from(self) -> date | None:
        """First day of the window."""
        ...

    @property
    def date_to(self) -> date | None:
        """Last day of the window."""
        ...

    @property
    def end_column(self) -> str | None:
        """Where a record's life ends."""
        ...

    @property
    def latest_per_person(self) -> bool:
        """Whether only a person's latest record is due."""
        ...


def due_condition(scopes: Sequence[ScopeLike], newest: str) -> str | None:
    """The condition for an earlier record to be due in a drop; None if none is.

    ``newest``: SQL for the date of the person's latest record known by then, where a scope asks
    for the latest record only; ``{date}`` in it stands for the scope's date column.
    """
    found = [text for scope in scopes if (text := _due(scope, newest)) is not None]
    return f"({' or '.join(found)})" if found else None


def _due(scope: ScopeLike, newest: str) -> str | None:
    """The condition one scope makes."""
    if scope.kind == "none":
        return None
    if scope.kind == "all":
        return "true"
    start, end = f"date '{scope.date_from}'", f"date '{scope.date_to}'"
    if scope.kind == "window":
        text = f"coalesce({scope.date_column} between {start} and {end}, false)"
    else:
        text = (
            f"coalesce({scope.date_column} <= {end}, false)"
            f" and coalesce({scope.end_column} >= {start}, true)"
        )
    if scope.latest_per_person:
        text += f" and {scope.date_column} >= {newest.format(date=scope.date_column)}"
    return f"({text})"


def scope_columns(scopes: Sequence[ScopeLike]) -> set[str]:
    """The columns the condition of ``due_condition`` reads."""
    named = {name for one in scopes for name in (one.date_column, one.end_column) if name}
    return named | ({PERSON} if any(one.latest_per_person for one in scopes) else set())
