"""Figures that moved since first published, and the cause of each, case by case."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from pipelines.models import runner, seeds
from pipelines.settings import SQL_ROOT

APRIL, MAY = date(2015, 4, 30), date(2015, 5, 31)
FIRST = "998_2015-04_1"
MODELS = (
    "engine.restated_figure",
    "engine.restated_row",
    "engine.restated_person",
    "engine.restated_cause",
    "engine.restated_count",
    "marts.restatement",
)


@pytest.fixture
def con():
    con = runner.connect(":memory:")
    runner.create_schemas(con)
    seeds.create_empty(con)
    seeds.insert(con, "run", [{"la_code": "998", "month": "2015-05"}])
    con.execute("create table ref.run as from seed.run")
    con.execute("create table ref.period (basis varchar, period_end date)")
    con.execute("create table ref.period_month (basis varchar, period_end date, month_end date)")
    for basis in ("IM", "SNAP"):
        for end in (APRIL, MAY):
            con.execute("insert into ref.period values (?, ?)", [basis, end])
            con.execute("insert into ref.period_month values (?, ?, ?)", [basis, end, end])
    con.execute(
        "create table intermediate.int_persons__survivor"
        " (la_code varchar, source_person_id varchar, person_id varchar)"
    )
    con.execute(
        "create table engine.kpi_value_all (file_stem varchar, basis varchar, period_end date,"
        " level varchar, member_key varchar, category varchar, numerator decimal(38, 4),"
        " denominator decimal(38, 4), value double, status varchar)"
    )
    con.execute(
        "create table engine.cohort_described as select file_stem, kpi_id, person_id, record_id,"
        " record_table, category, is_stock, month_end, from_month, service_id, team_id,"
        " numerator, denominator from seed.first_cohort"
    )
    seeds.insert(
        con, "kpi", [{"kpi_id": "timely_pct", "file_stem": "timely_pct", "measure": "percentage"}]
    )
    for table in ("referrals", "conferences"):
        dependency = {"file_stem": "timely_pct", "kpi_id": "timely_pct", "table_name": table}
        seeds.insert(con, "kpi_dependency", [dependency])
    publication = {
        "publication_id": FIRST,
        "month": "2015-04",
        "month_end": APRIL,
        "extract_date": date(2015, 5, 5),
        "definition_changed": False,
        "setting_changed": False,
        "reference_changed": False,
        "records_kept": True,
    }
    seeds.insert(con, "earlier_publication", [publication])
    yield con
    con.close()


def cohort(con, table, record, numerator, month_end=APRIL, team="T1", person=None):
    row = {
        "file_stem": "timely_pct",
        "kpi_id": "timely_pct",
        "person_id": person or f"p_{record}",
        "record_id": record,
        "record_table": "referrals",
        "category": "",
        "is_stock": False,
        "month_end": month_end,
        "from_month": month_end,
        "service_id": "S1",
        "team_id": team,
        "numerator": numerator,
        "denominator": 1,
    }
    if table == "then":
        row["publication_id"] = FIRST
    names = ", ".join(row)
    target = "seed.first_cohort" if table == "then" else "engine.cohort_described"
    places = ", ".join("?" * len(row))
    con.execute(f"insert into {target} ({names}) values ({places})", list(row.values()))


def both(con, record, then, now, **more):
    if then is not None:
        cohort(con, "then", record, then, **more)
    if now is not None:
        cohort(con, "now", record, now, **more)


def figure(con, numbers_then, numbers_now, level="authority", member="authority:998", end=APRIL):
    n, d = numbers_then
    first = {
        "kpi_id": "timely_pct",
        "basis": "IM",
        "period_end": end,
        "level": level,
        "member_key": member,
        "team_id": member.split(":")[1] if level == "team" else None,
        "numerator": n,
        "denominator": d,
        "value": 100 * n / d,
        "status": "ok",
        "published_at": datetime(2015, 5, 8, 9, 0),
        "publication_id": FIRST,
    }
    seeds.insert(con, "first_published", [first])
    n, d = numbers_now
    con.execute(
        "insert into engine.kpi_value_all values ('timely_pct', 'IM', ?, ?, ?, '', ?, ?, ?, 'ok')",
        [end, level, member, n, d, 100 * n / d],
    )


def change(con, record, kind, table="referrals", event=date(2015, 4, 10), person=None, **more):
    row = {
        "publication_id": FIRST,
        "table_name": table,
        "record_id": record,
        "source_person_id": person or f"p_{record}",
        "event_date": event,
        "change": kind,
    }
    seeds.insert(con, "record_change", [row | more])
    named = person or f"p_{record}"
    con.execute(
        "insert into intermediate.int_persons__survivor values ('998', ?, ?)",
        [named, more.get("related_person_id", named)],
    )


def restated(con):
    for name in MODELS:
        schema, table = name.split(".")
        sql = (SQL_ROOT / schema / f"{table}.sql").read_text(encoding="utf-8")
        con.execute(f"create or replace table {name} as {sql}")
    found = con.execute("select * from marts.restatement order by level, period_end")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_figures_that_stand_are_not_listed(con):
    both(con, "r1", 1, 1)
    figure(con, (1, 1), (1, 1))
    assert restated(con) == []


def test_added(con):
    both(con, "r1", 1, 1)
    both(con, "r2", None, 1)
    figure(con, (1, 1), (2, 2))
    change(con, "r2", "added")
    (row,) = restated(con)
    assert (row["records_added"], row["cause"]) == (1, "1 added")
    # the percentage is 100 both times: numerator and denominator moved
    assert row["difference"] == 0
    assert (row["first_numerator"], row["now_numerator"]) == (Decimal(1), Decimal(2))
    assert row["first_publication_id"] == FIRST


def test_withdrawn_and_changed(con):
    both(con, "r1", 1, None)
    both(con, "r2", 0, 1)
    both(con, "r3", 1, 1)
    figure(con, (2, 3), (2, 2))
    change(con, "r1", "withdrawn")
    change(con, "r2", "corrected")
    (row,) = restated(con)
    assert row["cause"] == "1 changed, 1 withdrawn"


def test_late_entry_on_the_record_is_a_change(con):
    both(con, "r1", 0, 1)
    both(con, "r2", 1, 1)
    figure(con, (1, 2), (2, 2))
    change(con, "r1", "late")
    assert restated(con)[0]["cause"] == "1 changed"


def test_matured_on_the_record_itself(con):
    both(con, "r1", 0, 1)
    figure(con, (0, 1), (1, 1))
    change(con, "r1", "later")
    assert restated(con)[0]["cause"] == "1 matured"


@pytest.mark.parametrize(
    ("event", "cause"),
    [
        (date(2015, 5, 20), "1 matured"),
        (date(2015, 5, 6), "1 matured"),
        (date(2015, 5, 5), "1 changed"),
    ],
)
def test_an_outcome_elsewhere_matures_only_after_the_extract(con, event, cause):
    both(con, "r1", 0, 1)
    figure(con, (0, 1), (1, 1))
    change(con, "c9", "added", table="conferences", event=event, person="p_r1")
    assert restated(con)[0]["cause"] == cause


def test_merged(con):
    both(con, "r1", 1, None, person="pa")
    both(con, "r2", 1, 1, person="pb")
    figure(con, (2, 2), (1, 1))
    change(con, "pa", "added", table="person_merges", person="pa", related_person_id="pb")
    con.execute("insert into intermediate.int_persons__survivor values ('998', 'pb', 'pb')")
    cohort(con, "then", "r3", 1, person="pc")
    cohort(con, "now", "r3", 1, person="pc")
    assert restated(con)[0]["cause"] == "1 merged"


def test_moved_to_another_month_counts_once_in_each(con):
    cohort(con, "then", "r1", 1)
    cohort(con, "now", "r1", 1, month_end=MAY)
    both(con, "r2", 1, 1)
    figure(con, (2, 2), (1, 1))
    figure(con, (4, 4), (5, 5), end=MAY)
    change(con, "r1", "corrected")
    april, may = restated(con)
    assert april["cause"] == may["cause"] == "1 changed"


def test_moved_to_another_team_leaves_the_authority_alone(con):
    cohort(con, "then", "r1", 1)
    cohort(con, "now", "r1", 1, team="T2")
    both(con, "r2", 0, 1)
    change(con, "r2", "corrected")
    figure(con, (1, 2), (2, 2))
    figure(con, (1, 2), (1, 1), level="team", member="team:T1")
    authority, team = restated(con)
    assert authority["records_changed"] == 1
    assert team["records_changed"] == 2


def test_no_record_but_a_definition(con):
    both(con, "r1", 1, 0)
    figure(con, (1, 1), (0, 1))
    con.execute("update seed.earlier_publication set definition_changed = true")
    (row,) = restated(con)
    assert row["cause"] == "1 recalculated, a definition changed"


def test_population(con):
    con.execute("update seed.kpi set measure = 'rate'")
    both(con, "r1", 1, 1)
    figure(con, (1, 1), (1, 1))
    con.execute("update engine.kpi_value_all set value = 50")
    (row,) = restated(con)
    assert (row["cause"], row["difference"]) == ("population estimate changed", -50)


def test_records_no_longer_kept(con):
    figure(con, (1, 1), (0, 1))
    con.execute("update seed.earlier_publication set records_kept = false")
    (row,) = restated(con)
    assert row["cause"] == "the records of the first publication are no longer kept"


def test_a_definition_that_changed_is_a_cause(con):
    both(con, "r1", 1, 0)
    figure(con, (1, 1), (0, 1))
    con.execute("update seed.first_published set definition_version = 1")
    con.execute("update seed.kpi set version = 2")
    con.execute("update seed.earlier_publication set definition_changed = true")
    (row,) = restated(con)
    assert row["cause"] == "1 recalculated, definition changed from version 1 to 2"
    assert (row["first_definition_version"], row["now_definition_version"]) == (1, 2)


def test_a_definition_of_the_same_version_is_no_cause(con):
    both(con, "r1", 1, 0)
    figure(con, (1, 1), (0, 1))
    con.execute("update seed.first_published set definition_version = 1")
    con.execute("update seed.kpi set version = 1")
    (row,) = restated(con)
    assert "version" not in row["cause"]
