"""Pictures of printed pages for docs/pictures.

Belongs here: a page of a PDF as a PNG. Does not belong here: making the PDF.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.proof import PICTURES, NotShown

DOTS_PER_INCH = 80


def first_page(pdf: Path, name: str, page: int = 1) -> bool:
    """Write ``docs/pictures/<name>.png`` from one page of a PDF; false if that made no picture.

    Raises:
        NotShown: if poppler's pdftoppm is not installed.
    """
    program = shutil.which("pdftoppm")
    if not program:
        raise NotShown(f"a picture of {name}: pdftoppm is not installed")
    PICTURES.mkdir(parents=True, exist_ok=True)
    stem = PICTURES / name
    words = [program, "-png", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page)]
    subprocess.run(
        [*words, "-singlefile", str(pdf), str(stem)], capture_output=True, timeout=120, check=False
    )
    return stem.with_suffix(".png").exists()
