"""What is expected of each frame, as great-expectations suites.

Belongs here: expectations, each with the sentence a person reads when it fails. Does not belong
here: drawing the frames (frames), running (worker). Importing this module loads the library, which
takes seconds: only the gate's own process does.
"""

# pyright: reportPrivateImportUsage=false
# (the library documents these names but does not declare them exported)

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe

from pipelines.gate.reconcile import CheckResult

BASES = ["IM", "YTD", "R3", "R12", "R36", "AY", "SNAP"]
STATUSES = [
    "ok",
    "imported",
    "suppressed",
    "not_available",
    "insufficient_history",
    "no_denominator",
    "no_population",
    "small_denominator",
]
COLOURS = ["green", "amber", "red"]
_ROUNDING = 1e-9
_ID_COLUMNS = {
    "kpi_value": ["file_stem", "basis", "period_end"],
    "kpi_value_by_level": ["file_stem", "level"],
    "kpi_comparison": ["file_stem", "basis", "period_end"],
    "kpi_cohort_by_kpi": ["file_stem"],
    "load_audit": ["month", "table_name", "source_file", "source_part"],
    "reconciliations": [],
}


def id_columns(suite: str) -> list[str]:
    """Columns that say where a row fails; none names a person."""
    return _ID_COLUMNS[suite]


def _meta(text: str) -> dict[str, str]:
    return {"notes": text, "text": text}


def _present(*columns: str) -> list[Any]:
    return [
        gxe.ExpectColumnValuesToNotBeNull(column=column, meta=_meta(f"{column} is filled in"))
        for column in columns
    ]


def _zero(column: str, text: str) -> Any:
    return gxe.ExpectColumnValuesToBeBetween(
        column=column, min_value=0, max_value=0, meta=_meta(text)
    )


def _empty(column: str, text: str) -> Any:
    return gxe.ExpectColumnValuesToBeNull(column=column, meta=_meta(text))


def _one_of(column: str, values: Sequence[str]) -> Any:
    return gxe.ExpectColumnValuesToBeInSet(
        column=column, value_set=list(values), meta=_meta(f"{column} is one of the known values")
    )


def _at_least(larger: str, smaller: str, text: str) -> Any:
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=larger,
        column_B=smaller,
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        meta=_meta(text),
    )


def _kpi_value() -> list[Any]:
    return [
        gxe.ExpectTableRowCountToBeBetween(min_value=1, meta=_meta("there are figures")),
        *_present("kpi_id", "file_stem", "basis", "period_end", "level", "member_key", "status"),
        _one_of("basis", BASES),
        _one_of("status", STATUSES),
        gxe.ExpectColumnValuesToNotBeNull(
            column="value_if_ok", meta=_meta("a figure whose status is ok has a value")
        ),
        _empty("value_if_none", "a figure that cannot be made has no value"),
        gxe.ExpectColumnValuesToNotBeInSet(
            column="is_not_a_number", value_set=[True], meta=_meta("every value is a number")
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="percent_value",
            min_value=-_ROUNDING,
            max_value=100 + _ROUNDING,
            meta=_meta("a percentage lies between 0 and 100"),
        ),
        _at_least(
            "percent_denominator",
            "percent_numerator",
            "the numerator of a percentage is not above its denominator",
        ),
        _at_least("ci_upper", "value_with_interval", "a value is not above its interval"),
        _at_least("value_with_interval", "ci_lower", "a value is not below its interval"),
    ]


def _by_level() -> list[Any]:
    return [
        _zero("repeated_keys", "each figure is there once"),
        _zero("after_the_month", "no period ends after the month reported"),
        _zero("without_status", "each figure has a status"),
        _zero("without_member", "each figure names its member"),
    ]


def _comparison() -> list[Any]:
    return [
        _one_of("rag", COLOURS),
        _empty("rag_without_target", "no colour without a target"),
        _empty("rag_without_value", "no colour without a plain value"),
        gxe.ExpectColumnValuesToBeBetween(
            column="neighbour_count",
            min_value=0,
            max_value=10,
            meta=_meta("at most ten neighbours are compared"),
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="england_period_if_any", meta=_meta("England's figure names its period")
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="neighbour_period_if_any", meta=_meta("the neighbours' figure names its period")
        ),
    ]


def _cohort() -> list[Any]:
    return [
        _zero("repeated_keys", "each record counts once"),
        _zero("not_one_date", "each row has an event date or a month end, not both"),
        _zero("not_a_month_end", "each snapshot is a month end"),
        _zero("after_the_month", "no row is dated after the month reported"),
        _zero("without_numbers", "each row contributes something"),
        _zero("below_zero", "no row contributes less than nothing"),
    ]


def _load_audit() -> list[Any]:
    return [
        *_present("month", "table_name", "rows_read", "rows_loaded", "rows_rejected"),
        _zero("rows_unaccounted", "rows read are rows loaded and rows rejected"),
    ]


def suite_of(name: str, checks: Sequence[CheckResult] = ()) -> gx.ExpectationSuite:
    """The suite of one frame; ``checks`` become the suite ``reconciliations``."""
    made: dict[str, list[Any]] = {
        "kpi_value": _kpi_value(),
        "kpi_value_by_level": _by_level(),
        "kpi_comparison": _comparison(),
        "kpi_cohort_by_kpi": _cohort(),
        "load_audit": _load_audit(),
        "reconciliations": [_zero(one.name, one.question) for one in checks],
    }
    return gx.ExpectationSuite(name=name, expectations=made[name])
