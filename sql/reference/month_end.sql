-- month_end: the month ends a build shows; stocks are counted on these days
-- grain    one row per month end, history_months of them, the last one data_to
-- key      snapshot_date
-- units    dates
-- source   ref.run; a month that had not ended on the day of the extract is left out
with
months as (
    select
        run.data_to,
        run.extract_date,
        unnest(range(run.history_months)) as months_back
    from ref.run as run
),

ends as (
    select
        extract_date,
        last_day(data_to - to_months(cast(months_back as integer))) as snapshot_date
    from months
)

select snapshot_date
from ends
where snapshot_date <= coalesce(extract_date, snapshot_date)
