"""Columns of text as readers hand them on, and what was done to ids on the way.

Belongs here: trimming, and telling of trimmed ids. Does not belong here: what a valid value is
(``pipelines.canonical``).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.canonical.model import TableSpec
from pipelines.canonical.schemas import clean
from pipelines.canonical.values import pc
from pipelines.sources.base import ReadingNote

SPACES = "had spaces before or after it; they were removed"


def text_columns(
    cells: Mapping[str, pa.Array], spec: TableSpec, lines: np.ndarray, headers: Mapping[str, str]
) -> tuple[pd.DataFrame, list[ReadingNote]]:
    """Trimmed cells by canonical column, null where blank; and the ids that had spaces.

    ``lines``: where each row starts in its file.
    """
    arrays, notes = {}, []
    for name, raw in cells.items():
        arrays[name] = clean(raw)
        if spec.by_name[name].type == "id":
            unequal = pc.fill_null(pc.not_equal(arrays[name], raw), False)
            places = np.flatnonzero(unequal.to_numpy(zero_copy_only=False))
            if len(places):
                text = f"`{headers.get(name) or spec.header(name)}` {SPACES}"
                rows = [int(line) for line in lines[places]]
                notes.append(ReadingNote(name, "id_spaces", text, rows))
    frame = pa.table(arrays).to_pandas() if arrays else pd.DataFrame(index=range(len(lines)))
    return frame, notes
