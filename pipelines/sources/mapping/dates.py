"""Dates written as a mapping says, and in no other way.

Belongs here: the format words and reading by them. Does not belong here: dates in the forms every
file may use (``pipelines.canonical.values``).
"""

import re
from datetime import datetime
from functools import lru_cache

_WORDS = {
    "yyyy": "%Y",
    "yy": "%y",
    "month": "%B",
    "mon": "%b",
    "mm": "%m",
    "mi": "%M",
    "m": "%m",
    "dd": "%d",
    "d": "%d",
    "hh": "%H",
    "ss": "%S",
}
_WORD = re.compile("|".join(_WORDS))
_CODE = re.compile("%.")
_PARTS = (("%Y", "%y"), ("%m", "%b", "%B"), ("%d",))


@lru_cache
def _pattern(written: str) -> str | None:
    """The format for ``strptime``; None if it holds another letter or lacks a part of the date."""
    pattern = _WORD.sub(lambda found: _WORDS[found.group()], written.lower())
    whole = all(any(code in pattern for code in part) for part in _PARTS)
    rest = _CODE.sub("", pattern).replace("t", "")  # the T between a date and a time
    return pattern if whole and not any(sign.isalpha() for sign in rest) else None


def is_date_format(written: str) -> bool:
    """Whether ``written`` says where day, month and year stand, in known words only."""
    return _pattern(written) is not None


@lru_cache(maxsize=65_536)
def date_by_format(text: str, written: str) -> str | None:
    """The date as yyyy-mm-dd; None if ``text`` is not written so, or there is no such day."""
    try:
        return datetime.strptime(text, _pattern(written) or "").date().isoformat()
    except ValueError:
        return None
