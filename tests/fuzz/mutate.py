"""Random damage to what councils send: bytes, cells, the shape of a table.

Belongs here: what can happen to any file. Does not belong here: any one format (``subjects``),
what must come of it (``campaign``). All choices come from the generator given.
"""

import random
from collections.abc import Sequence
from datetime import date

Cell = object
Rows = list[list[Cell]]
NASTY: tuple[Cell, ...] = (
    "",
    None,
    " ",
    "\xa0",
    "-",
    "#N/A",
    "NULL",
    "0",
    0,
    -1,
    1e15,
    1e300,
    60,
    2958466,
    "1900-01-00",
    "29/02/2015",
    "31/04/2015",
    "2015-13-01",
    "01/02/15",
    "13/13/2013",
    date(1900, 1, 1),
    date(2199, 12, 31),
    True,
    "Y",
    "a) Yes",
    "z) 99: Nothing",
    "1E+17",
    "123.0",
    "00012",
    "x" * 5_000,
    "=1+1",
    "<a>&amp;</a>",
    '"',
    "a,b\nc",
    "\u202eolleh",
    "é\u0301ñ",
    "😀",
    "'; drop table person; --",
    "|",
)


def change_bytes(rng: random.Random, content: bytes) -> bytes:
    """A few bytes changed, taken out, put in, doubled, or the end cut off."""
    made = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 40))):
        if not made:
            break
        at, kind = rng.randrange(len(made)), rng.randrange(6)
        size = rng.choice((1, 1, 4, 64, 1_000))
        if kind == 0:
            made[at] = rng.randrange(256)
        elif kind == 1:
            del made[at : at + size]
        elif kind == 2:
            made[at:at] = bytes(rng.randrange(256) for _ in range(min(size, 64)))
        elif kind == 3:
            made[at:at] = made[at : at + size]
        elif kind == 4:
            made[at] = rng.choice(b"\x00\xff<>&\"\n\r,;'=")
        elif rng.random() < 0.2:
            del made[at:]
    return bytes(made)


def change_cells(rng: random.Random, rows: Rows) -> Rows:
    """Some cells below the header replaced; how many rows there are does not change."""
    made = [list(row) for row in rows]
    for _ in range(rng.choice((1, 1, 2, 8))):
        row = rng.randrange(1, len(made))
        made[row][rng.randrange(len(made[row]))] = rng.choice(NASTY)
    return made


def change_shape(rng: random.Random, rows: Rows) -> Rows:
    """Columns moved, lost, doubled or renamed, rows doubled, blank or of another width."""
    made = [list(row) for row in rows]
    kind, place = rng.randrange(8), rng.randrange(len(made[0]))
    if kind == 0:
        for row in made:
            del row[place : place + 1]
    elif kind == 1:
        for row in made:
            row.append(row[place] if place < len(row) else None)
    elif kind == 2:
        order = list(range(len(made[0])))
        rng.shuffle(order)
        made = [[row[n] for n in order] for row in made]
    elif kind == 3:
        made[0][place] = rng.choice(("", "Renamed", made[0][0], str(made[0][place]).upper()))
    elif kind == 4:
        made.append(list(rng.choice(made[1:])))
    elif kind == 5:
        made.insert(rng.randrange(1, len(made) + 1), [None] * len(made[0]))
    elif kind == 6:
        made.insert(0, ["A title above the header"])
    else:
        row = rng.randrange(1, len(made))
        made[row] = made[row][:place] if rng.random() < 0.5 else [*made[row], "one more"]
    return made


def filled(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows hold anything a person would see."""
    return sum(any(cell is not None and str(cell).strip() for cell in row) for row in rows)
