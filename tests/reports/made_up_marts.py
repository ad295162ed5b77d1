"""Writes the made-up publication as the two databases that reports read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pandas as pd

from tests.reports.made_up import KPIS, LA, MONTH, SERVICES, TEAMS, Kpi, figure, month_ends

WORKERS_PER_TEAM = 5
TABLES = {
    "publication": "publication_id varchar, la_code varchar, la_name varchar, month varchar,"
    " status varchar, is_synthetic boolean, data_to date, extracted_at timestamp,"
    " published_at timestamp, released_by varchar, sql_hash varchar, landing_hash varchar",
    "kpi_catalogue": "kpi_id varchar, variant varchar, file_stem varchar, name varchar,"
    " domain varchar, measure varchar,"
    " unit varchar, bases varchar, headline_basis varchar, polarity varchar, definition varchar,"
    " clock varchar, source varchar, attribution varchar, comparator varchar, caveats varchar,"
    " formats varchar, version integer",
    "kpi_value": "la_code varchar, kpi_id varchar, file_stem varchar, variant varchar,"
    " period_end date, basis varchar, level varchar, member_key varchar, service_id varchar,"
    " team_id varchar, worker_id varchar, category varchar, category_key varchar,"
    " numerator decimal(38,4), denominator decimal(38,4), population bigint, value double,"
    " value_rounded decimal(18,1), value_display varchar, value_decimals integer,"
    " signal varchar, status varchar, reason varchar, ci_lower double, ci_upper double",
    "kpi_comparison": "la_code varchar, kpi_id varchar, file_stem varchar, variant varchar,"
    " period_end date, basis varchar, category varchar, category_key varchar,"
    " target decimal(18,4), target_upper decimal(18,4), tolerance decimal(18,4),"
    " target_kind varchar, rag varchar,"
    " neighbour_mean decimal(18,4), neighbour_mean_source varchar, neighbour_count integer,"
    " neighbour_comparator_period varchar, neighbour_lag_months integer,"
    " neighbour_significance varchar, england_value decimal(18,4),"
    " england_comparator_period varchar, england_lag_months integer,"
    " england_significance varchar, comparator_label varchar, missing_reason varchar,"
    " comparator_mismatch varchar",
    "kpi_chart": "la_code varchar, kpi_id varchar, file_stem varchar, variant varchar,"
    " basis varchar, level varchar, member_key varchar, period_end date, value double,"
    " centre double, lower_limit double, upper_limit double, points_count bigint,"
    " is_trial boolean, rule varchar, signal varchar",
    "kpi_cohort": "la_code varchar, kpi_id varchar, file_stem varchar, event_date date,"
    " snapshot_date date, is_stock boolean, month_end date, from_month date, record_key varchar,"
    " person_key varchar, team_id varchar, worker_id varchar, category varchar,"
    " numerator decimal(18,4), denominator decimal(18,4)",
    "period": "basis varchar, period_end date, window_start date, months integer",
    "period_month": "basis varchar, period_end date, month_end date",
    "team": "la_code varchar, team_id varchar, team_name varchar, service_id varchar,"
    " service_name varchar, valid_from date, valid_to date",
    "worker": "la_code varchar, worker_id varchar, worker_name varchar, job_role varchar,"
    " team_id varchar, status varchar",
    "worker_caseload": "la_code varchar, team_id varchar, worker_id varchar,"
    " children_count bigint, looked_after_count bigint, child_protection_count bigint,"
    " child_in_need_count bigint, other_count bigint",
    "action_list": "la_code varchar, team_id varchar, worker_id varchar, action varchar,"
    " person_key varchar, record_key varchar, record_table varchar, due_date date,"
    " working_days_left integer, is_overdue boolean",
    "parameter": "name varchar, value_text varchar, unit varchar, default_text varchar,"
    " description varchar, source varchar",
    "load_audit": "la_code varchar, month varchar, revision integer, table_name varchar,"
    " source_file varchar, source_part varchar, rows_read bigint, rows_loaded bigint,"
    " rows_rejected bigint, min_date date, max_date date",
    "data_quality": "la_code varchar, month varchar, table_name varchar, rule varchar,"
    " column_name varchar, message varchar, rows_count bigint",
}
MISMATCH = "The census counts a child once."
Rows = dict[str, list[tuple[object, ...]]]


def write_database(path: Path, status: str = "draft", synthetic: bool = True) -> Path:
    """One database with every mart, filled from a fixed seed."""
    rows = made_up_rows(status, synthetic)
    con = duckdb.connect(str(path))
    con.execute("create schema marts")
    for table, columns in TABLES.items():
        con.execute(f"create table marts.{table} ({columns})")
        if rows.get(table):
            frame = pd.DataFrame(rows[table], dtype=object)
            con.register("frame", frame)
            con.execute(f"insert into marts.{table} select * from frame")
            con.unregister("frame")
    con.execute(
        "insert into marts.kpi_chart select la_code, kpi_id, file_stem, variant, basis, level,"
        " member_key, period_end, value, avg(value) over series, avg(value) over series - 5,"
        " avg(value) over series + 5, 25, false, null, coalesce(signal, 'common_cause')"
        " from marts.kpi_value where basis in ('IM', 'SNAP') and level in ('authority', 'team')"
        " and category_key = '' and value is not null"
        " window series as (partition by file_stem, basis, member_key)"
    )
    con.execute(
        "create table marts.key_map (key_kind varchar, key varchar, id varchar,"
        " table_name varchar, drop_month varchar, source_file varchar, source_row integer)"
    )
    con.execute(
        "insert into marts.key_map"
        " select distinct 'person', person_key, 'C' || person_key, 'person', '2015-04',"
        " 'ssd_person.csv', 2 from marts.kpi_cohort"
        " union all select 'record', record_key, 'R' || record_key, 'contacts', '2015-04',"
        " 'ssd_contacts.csv', 7 from marts.kpi_cohort"
    )
    con.close()
    return path


def made_up_rows(status: str, synthetic: bool) -> Rows:
    """The rows of every mart."""
    chance = random.Random(7)
    return {
        "publication": [
            (f"{LA}_2015-04_1", LA, "Made-up Borough", "2015-04", status, synthetic, MONTH,
             datetime(2015, 5, 5, 7, 30), datetime(2015, 5, 6, 9, 15),
             "Head of Service" if status == "final" else None, "a1b2c3", "d4e5f6")
        ],
        "kpi_catalogue": [_catalogue(kpi) for kpi in KPIS],
        "kpi_value": list(_values(chance)),
        "kpi_comparison": [_comparison(kpi, basis) for kpi in KPIS for basis in kpi.bases],
        "kpi_cohort": list(_cohort(chance)),
        "period": [(b, e, None, 1) for b in ("IM", "YTD", "R12", "SNAP") for e in month_ends(25)],
        "period_month": list(_period_months()),
        "team": [(LA, team, name, service, SERVICES[service], date(2010, 4, 1), None)
                 for team, (name, service) in TEAMS.items()],
        "worker": [(LA, worker, f"Worker {worker}", "social_worker", team, "current")
                   for team in TEAMS for worker in _workers(team)],
        "worker_caseload": [(LA, team, worker, 12, 4, 3, 3, 2)
                            for team in TEAMS for worker in _workers(team)],
        "action_list": list(_actions(chance)),
        "parameter": [("caseload_threshold", "20", "cases per FTE", "20", "Limit.", "Local")],
        "load_audit": [(LA, "2015-04", 1, "contacts", "ssd_contacts.csv", "", 7000, 6998, 2,
                        date(2010, 4, 1), MONTH)],
        "data_quality": [(LA, "2015-04", "contacts", "date_order", "contact_decision_date",
                          "The decision is dated before the contact.", 2)],
    }  # fmt: skip


def _workers(team: str) -> list[str]:
    return [f"{team}W{number}" for number in range(1, WORKERS_PER_TEAM + 1)]


def _catalogue(kpi: Kpi) -> tuple[object, ...]:
    return (
        kpi.kpi_id, None, kpi.kpi_id, kpi.name, kpi.domain, kpi.measure, kpi.unit,
        ", ".join(kpi.bases), kpi.headline, kpi.polarity,
        "Every case that fell due in the period is in; one decided by its due date passes. "
        "Cases not yet decided at the end of the period fail once they are due.",
        "England working days, the day of receipt not counted.", "Case management system",
        "A-EVT", "none published" if kpi.polarity == "higher" else "England, similar councils",
        "Late entry of decisions moves recent months.", "ssd", 1,
    )  # fmt: skip


def _values(chance: random.Random) -> Iterator[tuple[object, ...]]:
    members = [("authority", f"authority:{LA}", None, None, None, 1.0)]
    for team, (_, service) in TEAMS.items():
        members.append(("team", f"team:{team}", service, team, None, 0.25))
        members += [
            ("worker", f"worker:{team}/{worker}", service, team, worker, 0.05)
            for worker in _workers(team)
        ]
    ends = month_ends(25)
    for kpi in KPIS:
        for level, key, service, team, worker, share in members:
            for position, end in enumerate(ends):
                volume = round(kpi.volume * share * chance.uniform(0.9, 1.1))
                if share == 1 and end == MONTH:
                    volume = kpi.volume
                passed = min(
                    volume, round(volume * (kpi.typical - 0.004 * (len(ends) - position - 1)))
                )
                for basis in kpi.bases:
                    months = 12 if basis == "R12" else 1
                    yield _value(
                        kpi, end, basis, (level, key, service, team, worker), passed * months,
                        volume * months,
                    )  # fmt: skip


def _value(
    kpi: Kpi, end: date, basis: str, member: tuple[object, ...], passed: int, volume: int
) -> tuple[object, ...]:
    numerator, denominator = (
        (volume, None) if kpi.measure in ("rate", "count") else (passed, volume)
    )
    value, rounded, shown, status = figure(kpi, numerator, denominator)
    if kpi.measure == "rate" and member[0] != "authority":
        value, rounded, shown, status = None, None, None, "no_population"
    if status in ("not_available", "insufficient_history"):
        numerator = denominator = None
    level, key, service, team, worker = member
    signal = "common_cause" if basis in ("IM", "SNAP") and level == "authority" else None
    if kpi.kpi_id == "assessment_45wd_pct" and signal:
        signal = "improvement"
    return (
        LA, kpi.kpi_id, kpi.kpi_id, None, end, basis, level, key, service, team, worker, None, "",
        numerator, denominator, 39560 if kpi.measure == "rate" else None, value, rounded, shown,
        int(kpi.unit not in ("days", "count")), signal, status, None, None, None,
    )  # fmt: skip


def _comparison(kpi: Kpi, basis: str) -> tuple[object, ...]:
    has_outside = kpi.measure == "rate"
    rag = None
    if kpi.target and kpi.status is None and kpi.volume > 9:
        rag = "green" if kpi.typical * 100 >= float(kpi.target) else "amber"
        rag = "red" if kpi.typical < 0.6 or kpi.kpi_id.startswith("referral_dec") else rag
    outside: tuple[object, ...] = (None,) * 10
    if has_outside:
        label = "annual" if basis in ("IM", "YTD") else None
        outside = ("61.4", "as printed", 10, "2013-14", 13, "higher", "124", "2013-14", 13,
                   "higher", label)  # fmt: skip
    else:
        outside = (*outside, None)
    return (
        LA, kpi.kpi_id, kpi.kpi_id, None, MONTH, basis, None, "", kpi.target, None,
        "5" if kpi.target else None, "fixed" if kpi.target else None, rag, *outside,
        None if has_outside else "not collected nationally", MISMATCH if has_outside else None,
    )  # fmt: skip


def _cohort(chance: random.Random) -> Iterator[tuple[object, ...]]:
    number = 0
    for kpi in KPIS:
        stock = kpi.bases == ("SNAP",)
        for end in month_ends(13):
            for _ in range(max(1, kpi.volume // 10)):
                number += 1
                team = chance.choice(list(TEAMS))
                when = end - timedelta(days=chance.randint(0, 27))
                yield (
                    LA, kpi.kpi_id, kpi.kpi_id, None if stock else when, end if stock else None,
                    stock, end, end, f"r{number:07d}", f"p{chance.randint(1, 900):05d}", team,
                    chance.choice(_workers(team)), None,
                    1 if kpi.measure == "rate" else int(chance.random() < kpi.typical),
                    None if kpi.measure == "rate" else 1,
                )  # fmt: skip


def _period_months() -> Iterator[tuple[object, ...]]:
    ends = month_ends(25)
    for position, end in enumerate(ends):
        for basis, months in (("IM", 1), ("SNAP", 1), ("R12", 12)):
            for month in ends[max(0, position - months + 1) : position + 1]:
                yield basis, end, month


def _actions(chance: random.Random) -> Iterator[tuple[object, ...]]:
    kinds = ("child protection visit", "assessment", "case supervision to record")
    for team in TEAMS:
        for worker in _workers(team):
            for _ in range(chance.randint(2, 9)):
                left = chance.randint(-15, 10)
                person = chance.randint(1, 900)
                yield (
                    LA, team, worker, chance.choice(kinds), f"p{person:05d}",
                    f"r{person:07d}", "contacts", MONTH + timedelta(days=left), left, left < 0,
                )  # fmt: skip
