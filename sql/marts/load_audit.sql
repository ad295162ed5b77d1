-- load_audit: every part of every file, with proof that its rows are all accounted for
-- grain    one row per month, revision, table, file and part of it (sheet, list, module)
-- key      la_code, month, revision, table_name, source_file, source_part
-- units    rows; rows_read = rows_loaded + rows_rejected; rows_merged share a record with another
-- source   seed.load_audit (the manifests of landing)
select
    la_code,
    month,
    revision,
    table_name,
    source_file,
    source_part,
    source_format,
    sha256,
    rows_read,
    rows_loaded,
    rows_rejected,
    rows_merged,
    missing_columns,
    extra_columns,
    min_date,
    max_date,
    extracted_at
from seed.load_audit
