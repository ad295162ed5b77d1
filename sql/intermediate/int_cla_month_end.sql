-- int_cla_month_end: children looked after at each month end
-- grain    one row per child and month end; of two open periods of care the one begun first
-- key      la_code, person_id, snapshot_date
-- units    dates; start_date is the first day of this period of care that counts
-- source   int_cla_periods, int_legal_statuses, staging.cla_episodes, staging.immigration_status
-- Looked after means: begun on or before the day, not ended by its close, and that day under some
-- status other than V3 or V4, or under none recorded.
with
open_periods as (
    select
        periods.la_code,
        periods.person_id,
        month_ends.snapshot_date,
        periods.cla_id,
        periods.start_date,
        episodes.cla_episode_id
    from intermediate.int_cla_periods as periods
    -- inner: a period counts at the month ends it was open
    inner join ref.month_end as month_ends
        on
            periods.start_date <= month_ends.snapshot_date
            and coalesce(periods.end_date, date '9999-12-31') > month_ends.snapshot_date
    -- inner: a period has an episode begun by any day on which it is open
    inner join staging.cla_episodes as episodes
        on
            periods.la_code = episodes.la_code
            and periods.cla_id = episodes.cla_id
            and month_ends.snapshot_date >= episodes.cla_episode_start_date
    qualify
        row_number() over (
            partition by periods.la_code, periods.person_id, month_ends.snapshot_date
            order by
                periods.start_date asc,
                periods.cla_id asc,
                episodes.cla_episode_start_date desc,
                episodes.cla_episode_id desc
        ) = 1
),

statuses_that_day as (
    select
        open_periods.la_code,
        open_periods.person_id,
        open_periods.snapshot_date,
        bool_and(statuses.is_short_break) as is_short_break_only
    from open_periods
    -- inner: children without a status that day are looked up below
    inner join intermediate.int_legal_statuses as statuses
        on
            open_periods.la_code = statuses.la_code
            and open_periods.person_id = statuses.person_id
            and open_periods.snapshot_date >= statuses.start_date
            and open_periods.snapshot_date < coalesce(statuses.end_date, date '9999-12-31')
    group by
        open_periods.la_code,
        open_periods.person_id,
        open_periods.snapshot_date
)

select
    open_periods.la_code,
    open_periods.person_id,
    open_periods.snapshot_date,
    open_periods.cla_id,
    open_periods.start_date,
    open_periods.cla_episode_id,
    uasc.person_id is not null as is_uasc
from open_periods
-- left: no status recorded that day does not make the care a short break
left join statuses_that_day
    on
        open_periods.la_code = statuses_that_day.la_code
        and open_periods.person_id = statuses_that_day.person_id
        and open_periods.snapshot_date = statuses_that_day.snapshot_date
-- left: most children are not unaccompanied asylum seekers
left join intermediate.int_uasc_month_end as uasc
    on
        open_periods.la_code = uasc.la_code
        and open_periods.person_id = uasc.person_id
        and open_periods.snapshot_date = uasc.snapshot_date
where not coalesce(statuses_that_day.is_short_break_only, false)
