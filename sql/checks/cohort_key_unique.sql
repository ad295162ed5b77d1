-- cohort_key_unique: no KPI counts the same record twice
-- fails    KPI files in which a record stands twice in one category (of one month, for stocks)
-- source   engine.cohort_written
with
repeated as (
    select
        file_stem,
        la_code,
        record_id,
        category,
        snapshot_date,
        count(*) as times
    from engine.cohort_written
    group by file_stem, la_code, record_id, category, snapshot_date
    having count(*) > 1
)

select
    file_stem,
    count(*) as rows_count
from repeated
group by file_stem
