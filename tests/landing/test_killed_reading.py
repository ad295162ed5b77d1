"""A run killed while reading leaves landing as it was: a few kills of ``make prove``'s campaign."""

from pathlib import Path

from tests.landing.killed_reading import FORMATS, killed


def test_a_run_killed_while_reading_leaves_landing_as_it_was(tmp_path: Path):
    found = killed(tmp_path, kills=3)
    assert sorted(found) == sorted(FORMATS)
    for name, one in found.items():
        assert one["faults"] == [], name
        assert one["kills"] == 3 < one["steps"]
