-- Was anything lost on the way in? rows_unaccounted is nought for every file and table.
-- One row per file and table of this month's drop.
select
    source_file,
    source_part,
    source_format,
    table_name,
    rows_read,
    rows_loaded,
    rows_rejected,
    rows_merged,
    rows_read - rows_loaded - rows_rejected as rows_unaccounted,
    missing_columns,
    extra_columns
from load_audit
where month = (select publication.month from publication)
order by source_file, source_part, table_name
