-- int_cla_month_end__open: the period of care open at each month end, short breaks not yet left out
-- grain    one row per child and month end; of two open periods of care the one begun first
-- key      la_code, person_id, snapshot_date
-- units    dates; start_date is the first day of this period of care that counts
-- source   int_cla_periods, staging.cla_episodes
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
