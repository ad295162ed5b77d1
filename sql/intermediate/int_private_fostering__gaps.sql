-- int_private_fostering__gaps: the time between visits under each private fostering arrangement
-- grain    one row per arrangement and visit owed: each one made, then the next
-- key      la_code, arrangement_id, step_number
-- units    dates; visited_on null = still to come; step_number 1 is the first visit
-- source   staging.private_fostering, staging.private_fostering_visits, ref.calendar; parameters
--          private_fostering_
-- Within 7 working days of the authority being told, then every 6 weeks, after a year every 12
-- (Private Arrangements for Fostering Regulations 2005, regulations 4, 7 and 8).
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'private_fostering_first_wd') as integer)
            as first_wd,
        cast(
            max(value_number) filter (where name = 'private_fostering_first_year_days') as integer
        ) as first_year_days,
        cast(max(value_number) filter (where name = 'private_fostering_later_days') as integer)
            as later_days
    from ref.parameter
),

owed as (
    select distinct
        arrangements.la_code,
        arrangements.arrangement_id,
        arrangements.notified_date,
        visits.visit_date as visited_on
    from staging.private_fostering as arrangements
    inner join staging.private_fostering_visits as visits
        on
            arrangements.la_code = visits.la_code
            and arrangements.arrangement_id = visits.arrangement_id
            and arrangements.notified_date <= visits.visit_date
            and coalesce(arrangements.end_date, date '9999-12-31') >= visits.visit_date
    union all
    select
        la_code,
        arrangement_id,
        notified_date,
        cast(null as date) as visited_on
    from staging.private_fostering
),

numbered as (
    select
        la_code,
        arrangement_id,
        notified_date,
        visited_on,
        row_number() over in_order as step_number,
        lag(visited_on) over in_order as previous_visit_date
    from owed
    window
        in_order as (
            partition by la_code, arrangement_id
            order by visited_on asc nulls last
        )
)

select
    numbered.la_code,
    numbered.arrangement_id,
    numbered.step_number,
    numbered.visited_on,
    case
        when numbered.step_number = 1 then due_days.date
        when numbered.previous_visit_date < numbered.notified_date + to_months(12)
            then numbered.previous_visit_date + parameters.first_year_days
        else numbered.previous_visit_date + parameters.later_days
    end as due_on
from numbered
cross join parameters
inner join ref.calendar as told
    on numbered.notified_date = told.date
inner join ref.working_day as due_days
    on told.wd_no + parameters.first_wd = due_days.wd_no
