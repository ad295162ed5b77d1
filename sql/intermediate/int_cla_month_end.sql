-- int_cla_month_end: children looked after at each month end
-- grain    one row per child and month end
-- key      la_code, person_id, snapshot_date
-- units    dates; start_date is the first day of this time in care that counts
-- source   int_cla_month_end__open, int_legal_statuses, int_short_breaks__ended
-- Looked after means: begun on or before the day, not ended by its close, and that day under some
-- status other than V3 or V4, or under none recorded.
with
statuses_that_day as (
    select
        care.la_code,
        care.person_id,
        care.snapshot_date,
        bool_and(statuses.is_short_break) as is_short_break_only
    from intermediate.int_cla_month_end__open as care
    -- inner: children without a status that day are looked up below
    inner join intermediate.int_legal_statuses as statuses
        on
            care.la_code = statuses.la_code
            and care.person_id = statuses.person_id
            and care.snapshot_date >= statuses.start_date
            and care.snapshot_date < coalesce(statuses.end_date, date '9999-12-31')
    group by
        care.la_code,
        care.person_id,
        care.snapshot_date
),

begun_again as (
    select
        care.la_code,
        care.person_id,
        care.snapshot_date,
        max(breaks.end_date) as start_date
    from intermediate.int_cla_month_end__open as care
    -- inner: only a short break inside this time in care begins the count anew
    inner join intermediate.int_short_breaks__ended as breaks
        on
            care.la_code = breaks.la_code
            and care.person_id = breaks.person_id
            and care.snapshot_date >= breaks.end_date
            and care.start_date < breaks.end_date
    group by
        care.la_code,
        care.person_id,
        care.snapshot_date
)

select
    care.la_code,
    care.person_id,
    care.snapshot_date,
    care.cla_id,
    coalesce(begun_again.start_date, care.start_date) as start_date,
    care.cla_episode_id,
    uasc.person_id is not null as is_uasc
from intermediate.int_cla_month_end__open as care
-- left: no status recorded that day does not make the care a short break
left join statuses_that_day
    on
        care.la_code = statuses_that_day.la_code
        and care.person_id = statuses_that_day.person_id
        and care.snapshot_date = statuses_that_day.snapshot_date
-- left: most children had no short break in this time in care
left join begun_again
    on
        care.la_code = begun_again.la_code
        and care.person_id = begun_again.person_id
        and care.snapshot_date = begun_again.snapshot_date
-- left: most children are not unaccompanied asylum seekers
left join intermediate.int_uasc_month_end as uasc
    on
        care.la_code = uasc.la_code
        and care.person_id = uasc.person_id
        and care.snapshot_date = uasc.snapshot_date
where not coalesce(statuses_that_day.is_short_break_only, false)
