-- int_cla_pupils__year: pupils looked after without a break for the 12 months to 31 March
-- grain    one row per pupil and school year
-- key      la_code, person_id, school_year_end
-- units    dates; school_year_end is 31 August; 5 to 15 years old when the school year began
-- source   intermediate.int_cla_periods, intermediate.int_persons__current, ref.period
-- The yearly national cohort (SSDA903 OC2): looked after from 1 April of one year to 31 March.
with
years as (
    select
        period_end as school_year_end,
        window_start as school_year_from,
        make_date(year(period_end), 3, 31) as care_to,
        make_date(year(period_end) - 1, 4, 1) as care_from
    from ref.period
    where basis = 'AY'
)

select
    periods.la_code,
    periods.person_id,
    years.school_year_end,
    years.school_year_from,
    periods.last_episode_id
from years
-- inner: care goes on through the year without a break
inner join intermediate.int_cla_periods as periods
    on
        years.care_from >= periods.start_date
        and years.care_to < coalesce(periods.end_date, date '9999-12-31')
-- inner: without a date of birth no school year can be told
inner join intermediate.int_persons__current as persons
    on
        periods.la_code = persons.la_code
        and periods.person_id = persons.person_id
where
    persons.dob < years.school_year_from - interval 5 year
    and persons.dob >= years.school_year_from - interval 16 year
qualify
    -- merged records of one child are one pupil
    row_number() over (
        partition by periods.la_code, periods.person_id, years.school_year_end
        order by periods.start_date, periods.last_episode_id
    ) = 1
