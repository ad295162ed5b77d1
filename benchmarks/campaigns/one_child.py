"""April's drop with one child less and one more: each figure moves by what arithmetic says.

Belongs here: the two changes and the arithmetic, worked out from the records alone. Does not
belong here: printed figures.

The child taken out has a plan reviewed in time; the child added is referred on 15 April, decided on
the fifth working day, with no further action.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from benchmarks.campaigns.printed import APRIL
from benchmarks.figures import folder_of, rows
from benchmarks.installation import kpi
from benchmarks.proof import Proof
from pipelines.demo.working_days import Month
from pipelines.models.columns_read import columns_read
from pipelines.models.discover import load_models
from pipelines.settings import SQL_ROOT

LA = "871"
PLANS, REFERRALS, PEOPLE = "ssd_cp_plans.csv", "ssd_cin_episodes.csv", "ssd_person.csv"
CHANGED = ("cp_plans", "cin_episodes")
CHILDREN = 2
# counts of filled fields and of visits owed: one child has many
OF_FIELDS = ("data_completeness_pct", "cp_visit_timely_pct")
REFERRED, DECIDED = "2015-04-15", "2015-04-22"
Record = dict[str, str]
Change = tuple[Decimal, Decimal]
# KPI, variant and category, basis, period end as yyyy-mm
Figure = tuple[str, str, str, str]
_FIGURES = (
    "select kpi_id, concat_ws(' ', variant, category), basis, strftime(period_end, '%Y-%m'), "
    "coalesce(numerator, 0), coalesce(denominator, 0) from marts.kpi_value "
    "where level = 'authority'"
)


def run(proof: Proof) -> None:
    """Both changes in one drop, run again, and every authority figure compared."""
    with tempfile.TemporaryDirectory(prefix="one_child_") as folder:
        home = Path(folder) / "home"
        shutil.copytree(proof.home, home, ignore=shutil.ignore_patterns("reports", "*.lock"))
        drop = home / "raw" / LA / APRIL
        start = _take_out_a_plan(drop, proof.home)
        _add_a_referral(drop)
        kpi(home, "run", "--la", LA, "--month", APRIL, "--quiet")
        before, after = _figures(proof.home, 1), _figures(home, 2)
    expected = _expected(start)
    for figure in sorted(expected):
        old, new = before.get(figure), after.get(figure)
        if old is None or new is None:
            continue
        change = (new[0] - old[0], new[1] - old[1])
        what = f"{' '.join(text for text in figure if text)}: {_said(old)} becomes {_said(new)}"
        proof.check("One child less, one more", what, _said(expected[figure]), _said(change))
    others = {
        key: (after[key][0] - old[0], after[key][1] - old[1])
        for key, old in before.items()
        if key not in expected and key in after and after[key] != old
    }
    reading = _reading_changed_tables()
    proof.check(
        "One child less, one more",
        f"of the {len(before) - len(expected):,} other authority figures, moved without resting on "
        "plans or referrals",
        "none",
        _listed(key for key in others if key[0] not in reading),
    )
    proof.check(
        "One child less, one more",
        "of those that rest on them, moved by more than the two children",
        "none",
        _listed(key for key, change in others.items() if max(map(abs, change)) > CHILDREN
                and key[0] not in OF_FIELDS),
    )  # fmt: skip
    proof.fact(f"other measures that rest on plans or referrals and moved: {_listed(others)}")


def _listed(keys: Iterable[Figure]) -> str:
    return "; ".join(sorted({f"{key[0]} {key[1]}".strip() for key in keys})) or "none"


def _reading_changed_tables() -> set[str]:
    """KPIs whose rows or counts are made from the two changed tables, read from their queries."""
    models = load_models(SQL_ROOT)
    found = columns_read(models)
    reading = {stem for stem, columns in found.items()
               if any(table in CHANGED for table, _ in columns.counted)}  # fmt: skip
    by_name = {model.stem: model for model in models.values() if model.kpi}
    meta = {model.kpi_id for model in by_name.values() if model.layer == "kpi_meta"}
    return meta | {by_name[stem].kpi_id for stem in reading if stem in by_name}


def _said(pair: Change) -> str:
    """The pair in words; a count or a rate has no denominator of records."""
    top, bottom = (f"{part.normalize():f}" for part in pair)
    return top if bottom == "0" else f"{top} / {bottom}"


def _figures(home: Path, number: int) -> dict[Figure, Change]:
    found = rows(folder_of(home, APRIL, number) / "kpi.duckdb", _FIGURES)
    return {
        (str(a), str(b), str(c), str(d)): (Decimal(str(top)), Decimal(str(bottom)))
        for a, b, c, d, top, bottom in found
    }


def _expected(start: str) -> dict[Figure, Change]:
    """What each figure moves by: numerator and denominator."""
    one, none = Decimal(1), Decimal(0)
    found: dict[Figure, Change] = {}
    month = Month.parse(start[:7])
    while month.first <= Month.parse(APRIL).first:
        found["cpp_rate_per_10k", "", "SNAP", _written(month)] = (-one, none)
        month = month.next
    found["cpp_review_timely_pct", "", "SNAP", APRIL] = (-one, -one)
    for basis in ("IM", "YTD", "R12"):
        found["referrals_received", "", basis, APRIL] = (one, none)
        found["referral_rate_per_10k", "", basis, APRIL] = (one, none)
        found["referral_decision_1wd_pct", "", basis, APRIL] = (none, one)
        found["re_referral_12m_pct", "", basis, APRIL] = (none, one)
    return found


def _take_out_a_plan(drop: Path, home: Path) -> str:
    """Take out the youngest plan of a child first reviewed in time for April; returns its start.

    The youngest, so that the child is in the review figure of April and of no month before.
    """
    reviewed = {
        str(row[0])
        for row in rows(
            folder_of(home, APRIL) / "kpi_restricted.duckdb",
            "select origin.id from marts.kpi_cohort as cohort "
            "inner join marts.key_map as origin on origin.key = cohort.record_key "
            "and origin.table_name = 'cp_plans' "
            "where cohort.kpi_id = 'cpp_review_timely_pct' and cohort.variant is null "
            "and cohort.snapshot_date = last_day(cast(? || '-01' as date)) "
            "and cohort.numerator = 1",
            APRIL,
        )
    }
    header, records = _read(drop / PLANS)
    able = [row for row in records if row["cppl_cp_plan_id"] in reviewed]
    once = [row for row in able if _plans_of(row, records) == 1]
    chosen = max(once, key=lambda row: row["cppl_cp_plan_start_date"])
    _write(drop / PLANS, header, [row for row in records if row is not chosen])
    return chosen["cppl_cp_plan_start_date"]


def _plans_of(row: Record, records: list[Record]) -> int:
    return sum(other["cppl_person_id"] == row["cppl_person_id"] for other in records)


def _add_a_referral(drop: Path) -> None:
    """A child never seen before, and one referral decided too late."""
    header, records = _read(drop / PEOPLE)
    known = {row["pers_person_id"] for row in records}
    new = next(str(number) for number in range(900000, 999999) if str(number) not in known)
    person = records[0] | {"pers_person_id": new, "pers_dob": "2008-01-01"}
    _write(drop / PEOPLE, header, [*records, person])
    header, records = _read(drop / REFERRALS)

    pattern = next(row for row in reversed(records) if _is_plain(row))
    referral = pattern | {
        "cine_referral_id": "REFNEW001",
        "cine_person_id": new,
        "cine_referral_date": REFERRED,
        "cine_referral_decision_date": DECIDED,
        "cine_close_date": DECIDED,
    }
    _write(drop / REFERRALS, header, [*records, referral])


def _read(file: Path) -> tuple[list[str], list[Record]]:
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        return list(reader.fieldnames or ()), list(reader)


def _write(file: Path, header: list[str], records: list[Record]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def _is_plain(row: Record) -> bool:
    """A referral with no further action that is closed."""
    return row["cine_referral_nfa"] == "Y" and row["cine_close_date"] != ""


def _written(month: Month) -> str:
    return f"{month.first:%Y-%m}"
