"""Which list a sheet is, where its header stands and which column is which.

Belongs here: recognising lists by their headers, wherever they stand; the sheet's own name and
the order of columns only as a last resort. Does not belong here: reading cells (``workbook``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.sources.annex_a.layout import (
    ListLayout,
    is_numbered,
    list_named,
    load_layout,
    squash,
)

HEADER_WITHIN = 10  # a sheet saved inside ChAT has one title row; nothing has ten
_HALF = 0.5
_IN_PLACE = 3  # a list taken by the order of its columns has at least this many headers as they are


@dataclass(frozen=True)
class FoundList:
    """One list as it lies in one sheet or file.

    ``places``: where each column stands, by column name; ``headers``: what the sheet calls it.
    ``header_row`` counts from 0. ``notes``: what a person should know about how it was found.
    """

    layout: ListLayout
    header_row: int
    places: dict[str, int]
    headers: dict[str, str]
    missing: list[str]
    extra: list[str]
    notes: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """What the sheet was taken for, in a few words."""
        return f"{self.layout.label}: {len(self.places)} of {len(self.layout.columns)} headers"


@dataclass(frozen=True)
class NearMiss:
    """A sheet that is plainly meant to be a list, but lacks columns it cannot be read without."""

    layout: ListLayout
    lacking: list[str]


def find_list(title: str, rows: Sequence[Sequence[str]]) -> FoundList | NearMiss | None:
    """The list a sheet holds.

    Args:
        title: the sheet's title, or a CSV file's stem.
        rows: its first rows as text, at least as many as ``HEADER_WITHIN`` where there are.
    """
    best: FoundList | None = None
    near: NearMiss | None = None
    for at, header in enumerate(rows[:HEADER_WITHIN]):
        if best is not None:
            break  # what stands below a header is data
        for layout in load_layout():
            found = _match(layout, header, at)
            if isinstance(found, FoundList) and (best is None or _weight(found) > _weight(best)):
                best = found
            elif isinstance(found, NearMiss) and near is None:
                near = found
    return best or near or _by_position(title, rows) or _by_number(title, rows)


def _weight(found: FoundList) -> tuple[int, int]:
    """The most specific list wins: most columns recognised, then fewest lacking."""
    return len(found.places), -len(found.missing)


def _match(layout: ListLayout, header: Sequence[str], at: int) -> FoundList | NearMiss | None:
    """The list with this header; a near miss if at least half of it is there."""
    places = match_columns(layout, header)
    lacking = [c.header for c in layout.columns if c.need and c.name not in places]
    own = [c for c in layout.columns if c.name in places and c.name not in _COMMON]
    if lacking:
        wanted = sum(c.name not in _COMMON for c in layout.columns)
        return NearMiss(layout, lacking) if len(own) > wanted * _HALF else None
    return FoundList(
        layout=layout,
        header_row=at,
        places=places,
        headers={name: header[place].strip() for name, place in places.items()},
        missing=[column.header for column in layout.columns if column.name not in places],
        extra=[
            text.strip()
            for place, text in enumerate(header)
            if text.strip() and place not in places.values()
        ],
    )


_COMMON = {
    *("child_id", "gender", "ethnicity", "birth_date", "age", "disability", "team", "worker"),
    "family",
}


def match_columns(layout: ListLayout, header: Sequence[str]) -> dict[str, int]:
    """Where each column stands: written forms first, then telling words; each place once."""
    places: dict[str, int] = {}
    taken: set[int] = set()
    squashed = list(map(squash, header))
    for column in layout.columns:
        place = next((n for n, text in enumerate(squashed) if text in column.forms), None)
        if place is not None and place not in taken:
            places[column.name] = place
            taken.add(place)
    for column in layout.columns:
        if column.name in places:
            continue
        for place, text in enumerate(header):
            if place not in taken and text and column.is_like(text):
                places[column.name] = place
                taken.add(place)
                break
    return places


def _by_position(title: str, rows: Sequence[Sequence[str]]) -> FoundList | None:
    """Last resort: a sheet named after a list whose headers are unknown but whose width fits."""
    layout = list_named(title)
    if layout is None or not rows:
        return None
    filled = [(at, row) for at, row in enumerate(rows[:HEADER_WITHIN]) if sum(map(bool, row)) > 1]
    if not filled:
        return None
    at, header = filled[0]
    width = max(place for place, text in enumerate(header) if text) + 1
    in_place = sum(c.is_exactly(header[c.place]) for c in layout.columns if c.place < width)
    if width != len(layout.columns) or in_place < _IN_PLACE:
        return None
    note = (
        f"its headers are not those of {layout.label}: its columns were taken by their order,"
        " because its name and its number of columns fit; give it Ofsted's headers"
    )
    return FoundList(
        layout=layout,
        header_row=at,
        places={column.name: column.place for column in layout.columns},
        headers={column.name: header[column.place].strip() for column in layout.columns},
        missing=[],
        extra=[],
        notes=(note,),
    )


def _by_number(title: str, rows: Sequence[Sequence[str]]) -> NearMiss | None:
    """A filled sheet called ``List 7`` that has nothing of list 7: never passed over in silence."""
    layout = list_named(title)
    if layout is None or not is_numbered(title) or not any(map(any, rows)):
        return None
    return NearMiss(layout, [column.header for column in layout.columns if column.need])
