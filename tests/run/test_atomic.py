"""One run at a time; a month not ended is not published; the same again publishes nothing."""

import pytest

from pipelines.errors import DataProblem
from pipelines.run.month import locked, run_month
from pipelines.settings import Paths
from tests.conftest import LA, SECOND_MONTH
from tests.run.conftest import contents, drop_of, published_ids, put_back


def silent(_text: str) -> None:
    return None


def test_the_same_drops_again_publish_nothing(copy: Paths) -> None:
    before = published_ids(copy)
    outcome = run_month(copy, LA, SECOND_MONTH, silent)
    assert not outcome.is_new
    assert any("nothing new" in text for text in outcome.messages)
    assert published_ids(copy) == before


def test_a_second_run_is_told_another_is_at_work(copy: Paths) -> None:
    before = published_ids(copy)
    with locked(copy, LA), pytest.raises(DataProblem, match="another run is at work"):
        run_month(copy, LA, SECOND_MONTH, silent)
    assert published_ids(copy) == before


def test_a_month_that_had_not_ended_is_not_published(copy: Paths) -> None:
    folder, before = drop_of(copy), published_ids(copy)
    sound = contents(folder)
    lines = (folder / "drop.yaml").read_text("utf-8").splitlines()
    early = [
        f"extracted_at: {SECOND_MONTH}-30T18:00:00" if line.startswith("extracted_at") else line
        for line in lines
    ]
    (folder / "drop.yaml").write_text("\n".join(early) + "\n", "utf-8")
    try:
        with pytest.raises(DataProblem, match="before the month had ended"):
            run_month(copy, LA, SECOND_MONTH, silent)
    finally:
        put_back(folder, sound)
    assert published_ids(copy) == before
