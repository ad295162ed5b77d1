"""Ids for records of formats that have none.

Belongs here: the stable key (authority, table, person, start date, ordinal). Does not belong
here: ids a format has; matching records across formats (``pipelines.landing``).
"""

from collections import Counter

import pandas as pd

from pipelines.canonical.values import Breach, parse_date

_ANY_YEAR = 9999


class StableKeys:
    """Makes the keys of one table in one file, batch after batch.

    The same record gets the same key in every drop: the start date is brought to one form, and
    records of one person with one start are numbered in the order they stand in.
    """

    def __init__(self, la_code: str, table: str) -> None:
        self._start = f"{la_code}-{table}"
        self._seen: Counter[tuple[str, str]] = Counter()

    def make(self, people: pd.Series, starts: pd.Series) -> pd.Series:
        """The key of each row; null where the person is. ``starts``: text of the dates."""
        days = {text: _day(text) for text in starts.dropna().unique()}
        keys: list[str | None] = []
        for person, start in zip(people, starts, strict=True):
            if not isinstance(person, str):
                keys.append(None)
                continue
            day = days[start] if isinstance(start, str) else "undated"
            self._seen[person, day] += 1
            keys.append(f"{self._start}-{person}-{day}-{self._seen[person, day]}")
        return pd.Series(keys, index=people.index, dtype="str")


def _day(text: str) -> str:
    """A date in one form; what is no date stays as it is, and its row is rejected later."""
    parsed = parse_date(text, _ANY_YEAR)
    return text if isinstance(parsed, Breach) else parsed.isoformat()
