-- int_cla_periods__counted_from: when each period of care began to count, short breaks left out
-- grain    one row per period of care that statuses_in_care a recorded legal status
-- key      la_code, cla_id
-- units    dates; counted_from null if only short-break statuses are recorded
-- source   intermediate.int_cla_periods__recorded, intermediate.int_legal_statuses
with
statuses_in_care as (
    select
        periods.la_code,
        periods.cla_id,
        periods.start_date as period_start_date,
        statuses.is_short_break,
        greatest(periods.start_date, statuses.start_date) as overlap_date
    from intermediate.int_cla_periods__recorded as periods
    -- inner: only statuses in force during the period say anything about it
    inner join intermediate.int_legal_statuses as statuses
        on
            periods.la_code = statuses.la_code
            and periods.person_id = statuses.person_id
            -- a status that began on the day care ended, or ended the day it began, is another's
            and (
                coalesce(periods.end_date, date '9999-12-31') > statuses.start_date
                or periods.start_date >= statuses.start_date
            )
            and periods.start_date < coalesce(statuses.end_date, date '9999-12-31')
)

select
    la_code,
    cla_id,
    case
        -- no short break recorded: care counts from its first day, even if the status came late
        when not bool_or(is_short_break) then min(period_start_date)
        else min(overlap_date) filter (where not is_short_break)
    end as counted_from
from statuses_in_care
group by
    la_code,
    cla_id
