-- int_cla_years: children looked after without a break for the 12 months to 31 March
-- grain    one row per child and school year
-- key      la_code, person_id, school_year_end
-- units    dates; school_year_end is the 31 August after that March
-- source   int_cla_periods, int_legal_statuses, int_short_breaks__ended, ref.period
-- The yearly national cohort (SSDA903 OC2): looked after from 1 April of one year to 31 March. Time
-- under a short break alone (V3, V4) is no time looked after, at the end of the year or within it.
with
years as (
    select
        period_end as school_year_end,
        window_start as school_year_from,
        make_date(year(period_end), 3, 31) as care_to,
        make_date(year(period_end) - 1, 4, 1) as care_from
    from ref.period
    where basis = 'AY'
),

in_care as (
    select
        periods.la_code,
        periods.person_id,
        periods.start_date,
        periods.last_episode_id,
        years.school_year_end,
        years.school_year_from,
        years.care_from,
        years.care_to
    from years
    -- inner: care goes on through the year
    inner join intermediate.int_cla_periods as periods
        on
            years.care_from >= periods.start_date
            and years.care_to < coalesce(periods.end_date, date '9999-12-31')
    qualify
        -- merged records of one child are one child
        row_number() over (
            partition by periods.la_code, periods.person_id, years.school_year_end
            order by periods.start_date, periods.last_episode_id
        ) = 1
),

on_a_break as (
    select
        in_care.la_code,
        in_care.person_id,
        in_care.school_year_end
    from in_care
    inner join intermediate.int_legal_statuses as statuses
        on
            in_care.la_code = statuses.la_code
            and in_care.person_id = statuses.person_id
            and in_care.care_to >= statuses.start_date
            and in_care.care_to < coalesce(statuses.end_date, date '9999-12-31')
    group by
        in_care.la_code,
        in_care.person_id,
        in_care.school_year_end
    having bool_and(statuses.is_short_break)
)

select
    in_care.la_code,
    in_care.person_id,
    in_care.school_year_end,
    in_care.school_year_from,
    in_care.last_episode_id
from in_care
anti join on_a_break
    on
        in_care.la_code = on_a_break.la_code
        and in_care.person_id = on_a_break.person_id
        and in_care.school_year_end = on_a_break.school_year_end
anti join intermediate.int_short_breaks__ended as breaks
    on
        in_care.la_code = breaks.la_code
        and in_care.person_id = breaks.person_id
        and in_care.care_from < breaks.end_date
        and in_care.care_to >= breaks.end_date
