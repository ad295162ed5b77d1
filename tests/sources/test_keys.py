"""Keys for records without ids: the same record, the same key, however its date is written."""

import pandas as pd

from pipelines.sources.keys import StableKeys


def keys(*rows: tuple[str | None, str | None]) -> list[str | None]:
    people, starts = (pd.Series(list(column), dtype="str") for column in zip(*rows, strict=True))
    made = StableKeys("871", "contacts").make(people, starts)
    return [text if isinstance(text, str) else None for text in made]


def test_a_date_in_any_form_makes_the_same_key():
    forms = ("2015-04-01", "1/4/2015", "01-Apr-2015", "42095", "2015-04-01 10:30:00")
    made = {keys(("p", form))[0] for form in forms}
    assert made == {"871-contacts-p-2015-04-01-1"}


def test_records_of_one_person_and_day_are_numbered_across_batches():
    maker = StableKeys("871", "contacts")
    one = pd.Series(["p", "p"]), pd.Series(["2015-04-01", "1/4/2015"])
    two = pd.Series(["q", "p"]), pd.Series(["2015-04-01", "2015-04-01"])
    found = [*maker.make(*one), *maker.make(*two)]
    assert [key.rsplit("-", 1)[1] for key in found] == ["1", "2", "1", "3"]


def test_no_person_makes_no_key_and_no_date_makes_one_that_says_so():
    assert keys((None, "2015-04-01"), ("p", None), ("p", "soon")) == [
        None,
        "871-contacts-p-undated-1",
        "871-contacts-p-soon-1",
    ]
