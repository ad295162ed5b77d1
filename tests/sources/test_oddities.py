"""The index of oddities names tests that there are."""

import re
from pathlib import Path

from pipelines.settings import PROJECT_ROOT

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_test_the_index_names_is_there() -> None:
    text = (PROJECT_ROOT / "docs" / "oddities.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    named = [_NAMED.findall(row) for row in rows]
    headings = [row for row in rows if row.rstrip(" |").endswith(" | test")]
    assert [row for row, tests in zip(rows, named, strict=True) if not tests] == headings
    for file, test in (one for tests in named for one in tests):
        assert f"def {test}(" in Path(PROJECT_ROOT / file).read_text(encoding="utf-8"), test
