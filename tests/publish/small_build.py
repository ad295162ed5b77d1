"""A build made by hand: three KPIs, two teams, a dozen children; every figure is invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines.models import landed, runner, seeds
from pipelines.publish import publication
from pipelines.publish.columns import Column, Table
from pipelines.publish.inputs import Inputs, LandingRevision
from pipelines.publish.keys import load_key

LA = "998"
MARTS = {
    "kpi_catalogue": "kpi_id varchar, variant varchar, name varchar, measure varchar,"
    " unit_of_count varchar, tells_of varchar",
    "kpi_value": "la_code varchar, kpi_id varchar, variant varchar, category varchar,"
    " basis varchar, period_end date, level varchar, member_key varchar, service_id varchar,"
    " team_id varchar, worker_id varchar, numerator decimal(38, 4), denominator decimal(38, 4),"
    " value double, value_rounded decimal(18, 4), value_display varchar, ci_lower double,"
    " status varchar, first_published_value double",
    "kpi_comparison": "la_code varchar, kpi_id varchar, variant varchar, category varchar,"
    " basis varchar, period_end date, value double, previous_value double, rag varchar,"
    " target decimal(18, 4), england_value decimal(18, 4), england_significance varchar",
    "kpi_cohort": "la_code varchar, kpi_id varchar, person_id varchar, record_id varchar,"
    " record_table varchar, month_end date, team_id varchar, numerator decimal(18, 4)",
    "worker": "la_code varchar, worker_id varchar, worker_name varchar",
    "period": "basis varchar, period_end date",
}
EXTRA = {
    "public_record": [
        "kpi_id",
        "variant",
        "category",
        "basis",
        "period_end",
        "was_shown",
        "was_hidden",
    ],
    "publication": [],
    "key_map": [
        "key_kind",
        "key",
        "id",
        "table_name",
        "drop_month",
        "source_file",
        "source_row",
    ],
}
PERSON_IDS = [f"CHILD{n:03d}" for n in range(12)]
Figure = tuple[str, str | None, str, date, int, int | None]


def described() -> dict[str, Table]:
    """Descriptions of every table of the small build."""
    tables: dict[str, Table] = {}
    for name, ddl in MARTS.items():
        names = [part.split()[0] for part in ddl.replace(", 4)", ")").split(",")]
        columns = {one: Column(one, f"What {one} holds.") for one in names}
        for one, key in (("person_id", "person_key"), ("record_id", "record_key")):
            if one in columns:
                columns[one] = Column(one, f"Key in place of {one}.", key)
        if name == "kpi_cohort":
            for one in ("file_stem", "is_stock"):
                columns[one] = Column(one, f"What {one} holds.")
        if "worker_name" in columns:
            columns["worker_name"] = Column("worker_name", "Name.", audience="restricted")
        tables[name] = Table(name, f"What {name} holds.", "analysts", columns)
    from pipelines.publish.databases import publication_columns

    for name, names in (EXTRA | {"publication": publication_columns()}).items():
        columns = {one: Column(one, f"What {one} holds.") for one in names}
        tables[name] = Table(name, f"What {name} holds.", "restricted", columns)
    return tables


def default_figures(month_end: date) -> list[Figure]:
    """KPI, category, basis, period end, numerator, denominator."""
    return [
        ("timely_pct", None, "IM", month_end, 40, 50),
        ("open_rate", None, "SNAP", month_end, 20, None),
        ("open_count", None, "SNAP", month_end, 3, None),
    ]


def write_build(
    file: Path,
    month: str,
    publication_id: str,
    figures: Sequence[Figure] | None = None,
    persons: Sequence[str] = PERSON_IDS,
    filler_rows: int = 0,
    whole_cohort: bool = False,
) -> Path:
    """A closed build database for one month."""
    year, number = (int(part) for part in month.split("-"))
    month_end = date(year + number // 12, number % 12 + 1, 1).toordinal() - 1
    data_to = date.fromordinal(month_end)
    con = runner.connect(file)
    runner.create_schemas(con)
    seeds.create_empty(con)
    landed.create_empty(con)
    run = {
        "la_code": LA,
        "la_name": "Made-up Borough",
        "month": month,
        "data_to": data_to,
        "extracted_at": datetime(2015, 7, 6, 7, 0),
        "is_synthetic": True,
        "publication_id": publication_id,
    }
    seeds.insert(con, "run", [run])
    for name, ddl in MARTS.items():
        con.execute(f"create table marts.{name} ({ddl})")
    _fill(con, data_to, default_figures(data_to) if figures is None else figures, persons)
    if whole_cohort:
        con.execute(
            "alter table marts.kpi_cohort add column file_stem varchar default 'timely_pct'"
        )
        con.execute("alter table marts.kpi_cohort add column is_stock boolean default false")
    if filler_rows:
        con.execute(
            "insert into marts.kpi_value by name select 'filler' as kpi_id, 'team' as level, "
            f"'{month}' as category, cast(range as varchar) as team_id, 'ok' as status, "
            f"hash(range) / 1e9 as value from range({filler_rows})"
        )
    con.close()
    return file


def _fill(
    con: duckdb.DuckDBPyConnection,
    data_to: date,
    figures: Sequence[Figure],
    persons: Sequence[str],
) -> None:
    con.executemany(
        "insert into marts.kpi_catalogue values (?, null, ?, ?, ?, ?)",
        [
            ("timely_pct", "In time", "percentage", "child", "service"),
            ("open_rate", "Open", "rate", "child", "people"),
            ("open_count", "Open", "count", "child", "people"),
            ("kinds_share", "By kind", "share", "child", "people"),
            ("actions_count", "Actions", "count", "action", "people"),
            ("attained_pct", "Attained", "percentage", "child", "people"),
            ("meetings_count", "Meetings", "count", "meeting", "people"),
            ("posts_count", "Posts", "count", "post", "people"),
        ],
    )
    con.executemany(
        "insert into marts.period values (?, ?)",
        sorted({(basis, end) for _, _, basis, end, _, _ in figures}),
    )
    for kpi, category, basis, end, numerator, denominator in figures:
        value = 100 * numerator / denominator if denominator else float(numerator)
        row = [LA, kpi, category, basis, end, numerator, denominator, value, value, f"{value:.1f}"]
        con.execute(
            "insert into marts.kpi_value values (?, ?, null, ?, ?, ?, 'authority', 'authority:"
            f"{LA}', null, null, null, ?, ?, ?, ?, ?, 1.0, 'ok', 9.9)",
            row,
        )
        con.execute(
            "insert into marts.kpi_comparison values (?, ?, null, ?, ?, ?, ?, 7, 'green', 90, 80,"
            " 'better')",
            [LA, kpi, category, basis, end, value],
        )
    for number, person in enumerate(persons):
        con.execute(
            "insert into landed.contacts (la_code, contact_id, source_person_id, source_file,"
            " source_row, drop_month) values (?, ?, ?, 'ssd_contacts.csv', ?, '2015-04')",
            [LA, f"CONTACT{number}", person, number + 2],
        )
        con.execute(
            "insert into landed.person (la_code, source_person_id, source_file, source_row,"
            " drop_month) values (?, ?, 'ssd_person.csv', ?, '2015-04')",
            [LA, person, number + 2],
        )
        con.execute(
            "insert into marts.kpi_cohort values (?, 'timely_pct', ?, ?, 'contacts', ?, 'T1', 1)",
            [LA, person, f"CONTACT{number}", data_to],
        )
    con.execute(f"insert into marts.worker values ('{LA}', 'W1', 'A Worker')")


def inputs(month: str, content: str = "one") -> Inputs:
    """What the small build pretends to be made from."""
    landing = (LandingRevision(month, 1, content),)
    return Inputs(LA, month, landing, "sql", "settings", "reference", "code", "0123456789ab")


def request(
    warehouse: Path, month: str, build: Path, content: str = "one", **more: object
) -> publication.Request:
    """A request to publish the small build."""
    return publication.Request(
        warehouse=warehouse,
        build=build,
        secret=load_key(LA, all_synthetic=True, environment={}),
        inputs=inputs(month, content),
        tables=described(),
        **more,  # pyright: ignore[reportArgumentType]
    )


def publish_month(
    warehouse: Path, month: str, number: int = 1, content: str = "one", **more: object
) -> publication.Published:
    """Build and publish one month."""
    warehouse.mkdir(exist_ok=True)
    build = warehouse / f"build_{month}_{number}.duckdb"
    write_build(build, month, f"{LA}_{month}_{number}", **more)  # pyright: ignore[reportArgumentType]
    return publication.publish(request(warehouse, month, build, content))
