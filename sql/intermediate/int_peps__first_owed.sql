-- int_peps__first_owed: first personal education plans owed to children who came into care
-- grain    one row per child of compulsory school age and period of care
-- key      la_code, person_id, start_date
-- units    dates; due_date is the working day on which the limit falls, still in care that day
-- source   intermediate.int_cla_periods, int_placement_legs, int_persons__current,
--          int_school_terms__month, ref.working_day; parameter pep_initial_wd
-- The clock starts with the first placement, normally the day care began.
with
first_placements as (
    select
        la_code,
        cla_id,
        min(start_date) as placed_date
    from intermediate.int_placement_legs
    group by la_code, cla_id
),

entries as (
    select
        periods.la_code,
        periods.person_id,
        periods.last_episode_id,
        periods.start_date,
        periods.end_date,
        -- short breaks before care began to count are no first placement
        greatest(periods.start_date, coalesce(placements.placed_date, periods.start_date))
            as clock_from
    from intermediate.int_cla_periods as periods
    -- left: without a placement recorded the clock starts with care
    left join first_placements as placements
        on
            periods.la_code = placements.la_code
            and periods.cla_id = placements.cla_id
)

select
    entries.la_code,
    entries.person_id,
    entries.last_episode_id,
    entries.start_date,
    due.date as due_date
from entries
cross join ref.parameter as settings
inner join ref.calendar as entered
    on entries.clock_from = entered.date
inner join ref.working_day as due
    on entered.wd_no + cast(settings.value_number as integer) = due.wd_no
-- inner: without a date of birth no school age can be told
inner join intermediate.int_persons__current as persons
    on
        entries.la_code = persons.la_code
        and entries.person_id = persons.person_id
inner join intermediate.int_school_terms__month as terms
    on entered.month_end = terms.month_end
where
    settings.name = 'pep_initial_wd'
    and coalesce(entries.end_date, date '9999-12-31') > due.date
    and persons.dob < terms.term_from - interval 5 year
    and persons.dob >= terms.school_year_from - interval 16 year
qualify
    row_number() over (
        partition by entries.la_code, entries.person_id, entries.start_date
        order by entries.last_episode_id
    ) = 1
