"""The shape of every table that Python puts into a build, in one list.

Belongs here: names, columns and types. Does not belong here: where the rows come from (seeds).
"""

from __future__ import annotations

SEED_TABLES: dict[str, str] = {
    "run": "la_code varchar, la_name varchar, month varchar, data_to date, "
    "extracted_at timestamp, extract_date date, history_months integer, "
    "is_synthetic boolean, publication_id varchar, headline_basis varchar, "
    "neighbour_vintage varchar",
    "drop": "drop_no integer, la_code varchar, month varchar, revision integer, "
    "table_name varchar, kind varchar, window_from date, window_to date, "
    "extracted_at timestamp, source_file varchar, sha256 varchar, rows_read bigint, "
    "rows_loaded bigint, rows_rejected bigint",
    "coverage": "la_code varchar, table_name varchar, complete_from date, complete_to date, "
    "is_sent boolean, is_inferred boolean",
    # columns of which less was sent than of their table
    "column_coverage": "la_code varchar, table_name varchar, column_name varchar, "
    "complete_from date, complete_to date, is_sent boolean",
    "load_audit": "la_code varchar, month varchar, revision integer, table_name varchar, "
    "source_file varchar, source_part varchar, source_format varchar, sha256 varchar, "
    "rows_read bigint, rows_loaded bigint, rows_rejected bigint, rows_merged bigint, "
    "missing_columns varchar, extra_columns varchar, min_date date, "
    "max_date date, extracted_at timestamp",
    "rejection_count": "la_code varchar, month varchar, table_name varchar, rule varchar, "
    "column_name varchar, message varchar, rows_count bigint",
    # rules of data quality, as their files describe themselves
    "rule": "rule varchar, name varchar, domain varchar, dfe_number varchar, severity varchar, "
    "fault varchar, message varchar, remedy varchar, kpi_files varchar",
    "rule_column": "rule varchar, table_name varchar, column_name varchar, is_only_table boolean",
    # rows of the newest drop that could not be loaded: where they lie, and whose they say they are
    "rejected_row": "la_code varchar, month varchar, table_name varchar, source_file varchar, "
    "source_part varchar, source_row bigint, rule varchar, column_name varchar, message varchar, "
    "source_person_id varchar, team_id varchar, worker_id varchar",
    # since when earlier publications have listed a finding
    "finding_seen": "rule varchar, table_name varchar, column_name varchar, record_id varchar, "
    "first_seen_month varchar",
    "column_fill": "la_code varchar, month varchar, table_name varchar, column_name varchar, "
    "rows_count bigint, filled_count bigint",
    "column_need": "table_name varchar, column_name varchar, kpis_count integer",
    "bank_holiday": "date date, name varchar, source varchar",
    "population": "la_code varchar, mid_year integer, age_band varchar, estimate bigint, "
    "vintage varchar, published_on date, preferred_from date, preferred_to date, source varchar",
    "neighbour": "la_code varchar, vintage varchar, rank integer, neighbour_la_code varchar, "
    "neighbour_name varchar, source varchar",
    "comparator": "kpi_id varchar, area_type varchar, area_code varchar, area_name varchar, "
    "period_end date, period_label varchar, value decimal(18, 4), value_kind varchar, "
    "publication varchar, published_on date, source varchar, note varchar",
    # values from published files, every release of them
    "published": "series_id varchar, area_level varchar, area_code varchar, area_name varchar, "
    "region_code varchar, region_name varchar, joint_with varchar, period_text varchar, "
    "period_end date, period_label varchar, value_text varchar, value decimal(18, 4), "
    "symbol varchar, symbol_status varchar, symbol_meaning varchar, numerator decimal(18, 4), "
    "denominator decimal(18, 4), is_derived boolean, publication varchar, dataset varchar, "
    "release varchar, released_on date, is_released_inferred boolean, first_published_on date, "
    "source_file varchar, source_row integer",
    "series": "series_id varchar, name varchar, unit varchar, decimals integer, "
    "polarity varchar, period_kind varchar, count_series varchar, base_series varchar, "
    "no_quartile varchar, first_published_month integer, first_published_years_after integer, "
    "source varchar",
    "kpi_series": "kpi_id varchar, variant varchar, category varchar, series_id varchar, "
    "transform varchar, fit varchar, mismatch varchar",
    "authority_change": "la_code varchar, la_name varchar, closed_on date, "
    "successor_la_codes varchar, source varchar",
    "target": "kpi_id varchar, level varchar, team_id varchar, valid_from date, valid_to date, "
    "target decimal(18, 4), target_upper decimal(18, 4), tolerance decimal(18, 4), "
    "direction varchar, profile varchar, kind varchar, source varchar, agreed_by varchar, "
    "agreed_on date",
    "parameter": "name varchar, value_text varchar, value_number decimal(18, 4), unit varchar, "
    "default_text varchar, is_default boolean, description varchar, source varchar",
    "lead_role": "role_id varchar, priority integer",
    "code": "code_set varchar, code varchar, label varchar, group_label varchar, "
    "position integer, source varchar",
    "poisson_limit": "x integer, lower double, upper double, lower_998 double, upper_998 double",
    # what other authorities of a consortium share, rounded before it left them
    "consortium": "la_code varchar, la_name varchar, kpi_id varchar, basis varchar, "
    "period_end date, value decimal(18, 4), numerator bigint, denominator bigint, "
    "publication_id varchar",
    "t_quantile": "df integer, upper_975 double",
    # from when a KPI's control limits are worked out anew, as the council's settings say
    "rebase": "kpi_id varchar, valid_from date, reason varchar",
    "team_override": "team_id varchar, team_name varchar, parent_team_id varchar, "
    "manager_id varchar, valid_from date, valid_to date",
    "kpi": "kpi_id varchar, file_stem varchar, variant varchar, name varchar, domain varchar, "
    "definition varchar, clock varchar, source varchar, comparator varchar, caveats varchar, "
    "version integer, headline varchar, pack varchar, polarity varchar, attribution varchar, "
    "measure varchar, unit varchar, scale integer, has_whole boolean, once_per varchar, "
    "once_takes varchar, weighted varchar, second_credit varchar, unit_of_count varchar, "
    "tells_of varchar, "
    "record_table varchar, is_enabled boolean, sql_text varchar, levels varchar[], "
    "formats varchar, is_meta boolean, version_log varchar, differs varchar, "
    "boundary_cases varchar, superseded_on date",
    "kpi_basis": "file_stem varchar, kpi_id varchar, basis varchar",
    "kpi_category": "file_stem varchar, kpi_id varchar, category varchar, position integer",
    # levels at which nothing landed says whose a record is, columns a KPI rests on (supply)
    "kpi_level_gap": "file_stem varchar, level varchar",
    "kpi_lookback": "file_stem varchar, kpi_id varchar, table_name varchar, months integer",
    "kpi_need": "file_stem varchar, kpi_id varchar, table_name varchar, column_name varchar",
    "kpi_version": "file_stem varchar, kpi_id varchar, version integer, in_force_from date",
    "kpi_parameter": "file_stem varchar, kpi_id varchar, name varchar",
    "kpi_dependency": "file_stem varchar, kpi_id varchar, table_name varchar, "
    "needs_own_drop boolean, is_refining boolean",
    "first_published": "kpi_id varchar, variant varchar, category varchar, basis varchar, "
    "period_end date, level varchar, member_key varchar, service_id varchar, team_id varchar, "
    "worker_id varchar, numerator decimal(38, 4), denominator decimal(38, 4), value double, "
    "status varchar, definition_version integer, published_at timestamp, publication_id varchar",
    # what earlier publications rested on, to explain figures that have moved since
    "earlier_publication": "publication_id varchar, month varchar, month_end date, "
    "extract_date date, definition_changed boolean, setting_changed boolean, "
    "reference_changed boolean, records_kept boolean",
    "first_cohort": "publication_id varchar, file_stem varchar, kpi_id varchar, "
    "person_id varchar, record_id varchar, record_table varchar, category varchar, "
    "is_stock boolean, month_end date, from_month date, service_id varchar, team_id varchar, "
    "numerator decimal(18, 4), denominator decimal(18, 4)",
    "record_change": "publication_id varchar, table_name varchar, record_id varchar, "
    "source_person_id varchar, related_person_id varchar, event_date date, change varchar",
    "commentary": "kpi_id varchar, month varchar, level varchar, member_key varchar, "
    "comment_text varchar, author varchar, role varchar, written_at timestamp, status varchar",
}
# columns read from pipelines/reference_data, in the file's own names
REFERENCE_FILES = {
    "bank_holiday": "bank_holidays.csv",
    "population": "population.csv",
    "neighbour": "neighbours.csv",
    "comparator": "comparators.csv",
    "code": "code_lists.csv",
    "poisson_limit": "poisson_limits.csv",
    # what other authorities of a consortium share, rounded before it left them
    "consortium": "la_code varchar, la_name varchar, kpi_id varchar, basis varchar, "
    "period_end date, value decimal(18, 4), numerator bigint, denominator bigint, "
    "publication_id varchar",
    "t_quantile": "t_quantiles.csv",
}
# which published series stands beside which KPI
COMPARATOR_FILES = {
    "series": "published_series.csv",
    "kpi_series": "kpi_series.csv",
    "authority_change": "authority_changes.csv",
}
COUNCIL_FILES = {"target": "targets.csv", "team_override": "teams.csv"}


def seed_columns(table: str) -> list[str]:
    """The columns of a seed table, in order."""
    text = SEED_TABLES[table].replace("decimal(18, 4)", "decimal").replace("(38, 4)", "")
    return [part.split()[0] for part in text.split(",")]
