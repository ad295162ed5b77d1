-- int_improvement_fortnights: the last day of each fortnight in which the plan is to be monitored
-- grain    one row per completed fortnight, counted anew from each 1 April
-- key      end_date
-- units    dates
-- source   ref.calendar, ref.run; parameters improvement_plan_from,
--          improvement_meeting_interval_days
with
settings as (
    select
        cast(
            nullif(max(value_text) filter (where name = 'improvement_plan_from'), '') as date
        ) as plan_from,
        cast(
            max(value_number) filter (where name = 'improvement_meeting_interval_days') as integer
        ) as interval_days
    from ref.parameter
),

-- a reporting year begins in April: three months earlier it is a calendar year
days as (
    select
        calendar.date,
        settings.interval_days,
        greatest(
            cast(
                date_trunc('year', calendar.date - interval 3 month) + interval 3 month as date
            ),
            -- greatest leaves out a plan without a start date
            settings.plan_from
        ) as counted_from
    from ref.calendar as calendar
    cross join settings
    inner join ref.run as runs
        on calendar.date <= runs.data_to
)

select date as end_date
from days
where
    date >= counted_from
    and mod(date_diff('day', counted_from, date) + 1, interval_days) = 0
