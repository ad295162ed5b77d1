-- load_audit: every file loaded, with proof that its rows are all accounted for
-- grain    one row per month, revision and table
-- key      la_code, month, revision, table_name
-- units    rows; rows_read = rows_loaded + rows_rejected
-- source   seed.load_audit (the manifests of landing)
select
    la_code,
    month,
    revision,
    table_name,
    source_file,
    sha256,
    rows_read,
    rows_loaded,
    rows_rejected,
    missing_columns,
    extra_columns,
    min_date,
    max_date,
    extracted_at
from seed.load_audit
