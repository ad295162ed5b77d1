-- rows_read_accounted: every row read from a file was either loaded or rejected
-- fails    files whose rows loaded and rejected do not add up to the rows read
-- source   marts.load_audit
select
    month,
    table_name,
    rows_read,
    rows_loaded,
    rows_rejected
from marts.load_audit
where rows_read is null or rows_read <> rows_loaded + rows_rejected
