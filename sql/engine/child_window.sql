-- child_window: since when each child open at the month's end has been open, at most twelve months
-- grain    one row per child looked after, on a plan or with an open referral
-- key      la_code, person_id
-- units    dates; window_from = the later of the case's start and the day after a year ago
-- source   intermediate.int_cases__month_end, int_cp_plans__month_end, int_cla_month_end, ref.run
with
opened as (
    select
        la_code,
        person_id,
        snapshot_date,
        open_since
    from intermediate.int_cases__month_end
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        start_date as open_since
    from intermediate.int_cp_plans__month_end
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        start_date as open_since
    from intermediate.int_cla_month_end
)

select
    opened.la_code,
    opened.person_id,
    run.data_to,
    min(opened.open_since) as open_since,
    greatest(
        min(opened.open_since), cast(last_day(run.data_to - interval 12 month) + 1 as date)
    ) as window_from
from opened
inner join ref.run as run
    on opened.snapshot_date = run.data_to
group by opened.la_code, opened.person_id, run.data_to
