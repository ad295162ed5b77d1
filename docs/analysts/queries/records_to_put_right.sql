-- What was rejected, by rule, in this month's drop?
-- One row per table, rule and column, the most frequent first.
select
    table_name,
    column_name,
    rule,
    message,
    rows_count
from data_quality
where month = (select publication.month from publication)
order by rows_count desc, table_name asc, rule asc
