"""The records behind earlier publications' figures, so that a moved figure can be explained.

Belongs here: rows of ``seed.earlier_publication``, ``seed.first_cohort`` and
``seed.record_change``. Does not belong here: first figures (first_published), naming the cause
(sql/engine/restated_*.sql).

Old publications hold keys; their restricted file leads back to the ids, so that a new secret does
not make every record look new. Landing is compared as it was read then with as it is read now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import duckdb

from pipelines.canonical.model import TableSpec, load_tables
from pipelines.landing.store import MANIFEST, LandedDrop, Manifest, landing_root
from pipelines.models.landed import LandedFile, latest_word_sql
from pipelines.publish.first_published import attached, columns_of, earlier
from pipelines.publish.inputs import Inputs, LandingRevision
from pipelines.publish.ledger import RESTRICTED, Publication

# the longest period any basis has: rows further back belong to no figure first published here
LONGEST_WINDOW_MONTHS = 36
MERGES = "person_merges"


def load(
    con: duckdb.DuckDBPyConnection,
    warehouse: Path,
    inputs: Inputs,
    moved: Mapping[str, set[str]] | None = None,
) -> int:
    """Fill the three seed tables (which must exist) anew; returns how many publications.

    Args:
        con: The build; ``landed`` and ``seed.kpi_dependency`` must be filled: only tables that
            KPIs rest on, and merges, are compared.
        warehouse: The warehouse of all authorities.
        inputs: What the build is made from.
        moved: Only the records behind these KPI files, by publication; all if not given. Reading
            back every earlier cohort grows with the months published, what moved does not.
    """
    for table in ("earlier_publication", "first_cohort", "record_change"):
        con.execute(f"delete from seed.{table}")
    found = earlier(warehouse, inputs.la_code, inputs.month)
    before: str | None = None
    for publication in found:
        stems = None if moved is None else moved.get(publication.publication_id, set())
        kept = _keeps_rows(con, publication)
        _describe(con, publication, inputs, kept)
        if stems is None or stems:
            if kept:
                _take_cohort(con, publication, before, stems)
            compare_landing(con, warehouse, publication, inputs, stems)
        before = publication.month
    return len(found)


def load_moved(con: duckdb.DuckDBPyConnection, warehouse: Path, inputs: Inputs) -> int:
    """As ``load``, for the figures that ``engine.restated_figure`` says have moved."""
    moved: dict[str, set[str]] = {}
    rows = con.execute(
        "select distinct publication_id, file_stem from engine.restated_figure"
    ).fetchall()
    for publication_id, stem in rows:
        moved.setdefault(publication_id, set()).add(stem)
    return load(con, warehouse, inputs, moved)


def _take_cohort(
    con: duckdb.DuckDBPyConnection,
    publication: Publication,
    before: str | None,
    stems: set[str] | None,
) -> None:
    """Copy the rows that figures first published here can rest on."""
    with attached(con, publication.database(RESTRICTED)):
        names = columns_of(con, "kpi_cohort")
        where = "true"
        if before is not None:
            start = _month_end(before)
            where = (
                f"c.month_end > case when c.is_stock then date '{start}' "
                f"else date '{_months_before(start, LONGEST_WINDOW_MONTHS)}' end"
            )
        if stems is not None:
            where += f" and c.file_stem in ({_listed(stems)})"
        con.execute(_cohort_sql(names, where), [publication.publication_id])


def _keeps_rows(con: duckdb.DuckDBPyConnection, publication: Publication) -> bool:
    """Whether the publication still holds the rows behind its figures."""
    file = publication.database(RESTRICTED)
    if not file.exists():
        return False
    with attached(con, file):
        return columns_of(con, "kpi_cohort") >= {"record_key", "is_stock", "file_stem"}


def _listed(stems: set[str]) -> str:
    """File stems as SQL literals; they are names of our own files."""
    return ", ".join(f"'{stem}'" for stem in sorted(stems))


def _cohort_sql(names: set[str], where: str) -> str:
    plain = ("file_stem", "kpi_id", "record_table", "category", "is_stock", "month_end")
    plain += ("from_month", "service_id", "team_id", "numerator", "denominator")
    listed = ", ".join(f"c.{name}" if name in names else f"null as {name}" for name in plain)
    person = "person.id" if "person_key" in names else "null"
    ids = "select distinct key, id from earlier.marts.key_map where key_kind = '{}'"
    join = (
        f"left join ({ids.format('person')}) as person on person.key = c.person_key "
        if "person_key" in names
        else ""
    )
    return (
        f"insert into seed.first_cohort (publication_id, record_id, person_id, {', '.join(plain)}) "
        f"select ?, record.id, {person}, {listed} from earlier.marts.kpi_cohort as c "
        f"{join} left join ({ids.format('record')}) as record on record.key = c.record_key "
        f"where {where}"
    )


def _describe(
    con: duckdb.DuckDBPyConnection, publication: Publication, inputs: Inputs, kept: bool
) -> None:
    then = publication.manifest["inputs"]
    extracted = str(publication.manifest.get("extracted_at") or _month_end(publication.month))
    con.execute(
        "insert into seed.earlier_publication (publication_id, month, month_end, extract_date, "
        "definition_changed, setting_changed, reference_changed, records_kept) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            publication.publication_id,
            publication.month,
            _month_end(publication.month),
            extracted[:10],
            then["sql_hash"] != inputs.sql_hash,
            then["settings_hash"] != inputs.settings_hash,
            then["reference_hash"] != inputs.reference_hash,
            kept,
        ],
    )


def compare_landing(
    con: duckdb.DuckDBPyConnection,
    warehouse: Path,
    publication: Publication,
    inputs: Inputs,
    stems: set[str] | None = None,
) -> None:
    """Add to ``seed.record_change`` every record that was landed otherwise then than now."""
    then_read = [
        LandingRevision(str(one["month"]), int(one["revision"]), str(one["content_hash"]))
        for one in publication.manifest["inputs"]["landing"]
    ]
    then = _files(warehouse, inputs.la_code, then_read)
    now = _files(warehouse, inputs.la_code, inputs.landing)
    extracted = str(publication.manifest.get("extracted_at") or _month_end(publication.month))
    only = "" if stems is None else f"where file_stem in ({_listed(stems)})"
    rows = con.execute(f"select distinct table_name from seed.kpi_dependency {only}").fetchall()
    wanted = {MERGES, *(row[0] for row in rows)}
    for name, spec in load_tables().items():
        if name not in wanted or _same_files(then.get(name), now.get(name)):
            continue
        con.execute(
            _change_sql(con, spec, then.get(name, []), extracted[:10]), [publication.publication_id]
        )


def _files(
    warehouse: Path, la_code: str, read: Sequence[LandingRevision]
) -> dict[str, list[LandedFile]]:
    """Landed files by table, in the order of their months."""
    found: dict[str, list[LandedFile]] = {}
    for number, one in enumerate(sorted(read, key=lambda r: r.month), start=1):
        folder = landing_root(warehouse, la_code) / one.month / f"r{one.revision}"
        if not (folder / MANIFEST).exists():
            continue
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        drop = LandedDrop(la_code, one.month, one.revision, number, folder, manifest)
        for table, entry in manifest.tables.items():
            found.setdefault(table, []).append(
                LandedFile(table, number, one.month, drop.table_path(table), entry.scopes)
            )
    return found


def _same_files(then: list[LandedFile] | None, now: list[LandedFile] | None) -> bool:
    return [file.parquet for file in then or []] == [file.parquet for file in now or []]


def _change_sql(
    con: duckdb.DuckDBPyConnection, spec: TableSpec, then: list[LandedFile], extracted: str
) -> str:
    """One row per record added, withdrawn, corrected, or filled in (late or later)."""
    nothing = f"select * from landed.{spec.table} limit 0"
    old = latest_word_sql(con, spec, then) if then else nothing
    compared = [c for c in spec.columns if not c.overwritten and c.name not in spec.key]
    changed = "(o.{0} is not null and n.{0} is distinct from o.{0})"
    corrected = [changed.format(c.name) for c in compared]
    filled = {c.name: f"(o.{c.name} is null and n.{c.name} is not null)" for c in compared}
    dates = [c.name for c in compared if c.type == "date"]
    late = [f"({filled[name]} and n.{name} <= date '{extracted}')" for name in dates]
    any_date = " or ".join(filled[name] for name in dates) or "false"
    person = "source_person_id" if "source_person_id" in {c.name for c in spec.columns} else None
    both = "coalesce(n.{0}, o.{0})"
    key = " and ".join(f"o.{name} = n.{name}" for name in spec.key)
    related = both.format("survivor_person_id") if spec.table == MERGES else "null"
    event = both.format(spec.date_column) if spec.date_column else "null"
    return (
        "insert into seed.record_change (publication_id, table_name, record_id, source_person_id, "
        "related_person_id, event_date, change) "
        f"select ?, '{spec.table}', cast({both.format(spec.key[0])} as varchar), "
        f"{both.format(person) if person else 'null'}, {related}, {event}, case "
        f"when o.{spec.key[0]} is null then 'added' when n.{spec.key[0]} is null then 'withdrawn' "
        f"when {' or '.join(corrected) or 'false'} then 'corrected' "
        f"when {' or '.join(late) or 'false'} or not ({any_date}) then 'late' else 'later' end "
        f"from ({old}) as o full join landed.{spec.table} as n on {key} "
        f"where o.{spec.key[0]} is null or n.{spec.key[0]} is null "
        f"or {' or '.join([*corrected, *filled.values()]) or 'false'}"
    )


def _month_end(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def _months_before(day: date, months: int) -> date:
    """The month end ``months`` months before a month end."""
    total = day.year * 12 + day.month - months
    return date(total // 12, total % 12 + 1, 1) - timedelta(days=1)
