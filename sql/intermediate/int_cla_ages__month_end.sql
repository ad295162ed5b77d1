-- int_cla_ages__month_end: children looked after at each month end, by age and length of care
-- grain    one row per child and month end
-- key      la_code, person_id, snapshot_date
-- units    age in completed years, null without a birth date; looked_from = the day after the same
--          date of the year before
-- source   intermediate.int_cla_month_end, intermediate.int_persons__current
-- is_year_cohort: in care without a break for twelve months (SSDA903 OC2). The age test for
-- strengths and difficulties questionnaires stands here only (SSDA903 validation rule 186). A
-- birthday of 29 February falls on 1 March: month and day are compared, not years of days.
with
dated as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        children.cla_id,
        children.cla_episode_id,
        children.start_date,
        children.is_uasc,
        cast(children.snapshot_date - to_months(12) as date) as year_ago,
        cast(children.snapshot_date - to_months(12) as date) + 1 as looked_from,
        persons.dob
    from intermediate.int_cla_month_end as children
    -- left: a child without a record of a person has no age
    left join intermediate.int_persons__current as persons
        on
            children.la_code = persons.la_code
            and children.person_id = persons.person_id
),

aged as (
    select
        la_code,
        person_id,
        snapshot_date,
        cla_id,
        cla_episode_id,
        start_date,
        is_uasc,
        year_ago,
        looked_from,
        year(snapshot_date) - year(dob)
        - case when strftime(snapshot_date, '%m%d') < strftime(dob, '%m%d') then 1 else 0 end
            as age_years,
        year(looked_from) - year(dob)
        - case when strftime(looked_from, '%m%d') < strftime(dob, '%m%d') then 1 else 0 end
            as age_years_at_start
    from dated
)

select
    la_code,
    person_id,
    snapshot_date,
    cla_id,
    cla_episode_id,
    start_date,
    is_uasc,
    looked_from,
    age_years,
    start_date <= year_ago as is_year_cohort,
    coalesce(age_years_at_start >= 4 and age_years < 17, false) as is_sdq_age_in_year,
    coalesce(age_years between 4 and 16, false) as is_sdq_age_now
from aged
