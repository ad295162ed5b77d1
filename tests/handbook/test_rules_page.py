"""The page of data-quality rules is what the files say, and no rule of the guide is forgotten."""

from __future__ import annotations

from collections import Counter

from pipelines.handbook import rules_page
from pipelines.models.discover import load_models
from pipelines.settings import SQL_ROOT

RULES = [model.rule for model in load_models(SQL_ROOT).values() if model.rule is not None]
# the census rules worth having, by number: each is a query, met when loading, or left out with why
GUIDE = (
    "8500 8510 1570 1580 1510 1520 1530 1540 1550 8520 8525 8750 4180 4220 8540 8790 8794 "
    "2886Q 2887Q 2888Q 8600 8606 8620 8630 8640 8805 8810 8815 8816 8820 8831 8832 4000 2990 "
    "8867 8868 8565 8568 1103 8608 8696 8736 8614 8869 8897Q 8898 8863Q 8896 8670Q 2884 2889 "
    "8615 8715 8740 8875 8870Q 8675Q 8890 8839 2883 2885 1105 8720 8730 8840 8841 8905 8910 "
    "8915 8920 8925 8930 8935 8940 8842Q 4001 4003 4016 4017 4004 4008 4009 4010 4011 4012Q "
    "4013 4014 4015 100 "
)


def test_the_page_is_what_the_files_say() -> None:
    how = "run `kpi handbook` and commit what it writes"
    assert rules_page.PAGE.read_text("utf-8") == rules_page.page(), how


def numbers_left() -> list[tuple[str, str]]:
    return [
        (row["return"], number)
        for row in rules_page.other_rules()
        for number in row["numbers"].split()
    ]


def test_every_rule_of_the_guide_is_a_query_or_has_a_reason() -> None:
    made = {number.removeprefix("CIN ") for rule in RULES for number in rule.dfe}
    left = {number for of, number in numbers_left() if of == "CIN"}
    assert [number for number in GUIDE.split() if number not in made | left] == []


def test_no_rule_is_both_a_query_and_left_out_or_left_out_twice() -> None:
    made = {tuple(number.split()) for rule in RULES for number in rule.dfe}
    left = Counter(numbers_left())
    assert sorted(made & set(left)) == []
    assert [number for number, times in left.items() if times > 1] == []


def test_whatever_is_left_out_says_why() -> None:
    for row in rules_page.other_rules():
        assert row["handled"] in ("loading", "left out"), row["numbers"]
        assert len(row["reason"]) > 15 and len(row["about"]) > 5, row["numbers"]
