-- cohort_described: every cohort row with the child's attributes as at the row's date
-- grain    one row per KPI file, record, category and, for stocks, month end
-- key      file_stem, la_code, record_id, category, month_end
-- units    age in completed years, in the bands of the children in need census
-- source   engine.cohort, intermediate.int_persons__current, ref.code
with
aged as (
    select
        cohort.la_code,
        cohort.file_stem,
        cohort.kpi_id,
        cohort.person_id,
        cohort.record_id,
        cohort.record_table,
        cohort.event_date,
        cohort.snapshot_date,
        cohort.is_stock,
        cohort.month_end,
        cohort.from_month,
        cohort.service_id,
        cohort.team_id,
        cohort.worker_id,
        cohort.second_team_id,
        cohort.second_worker_id,
        cohort.category,
        cohort.numerator,
        cohort.denominator,
        persons.sex,
        persons.ethnicity,
        persons.is_unborn,
        persons.dob,
        -- a birthday of 29 February falls on 1 March: compare month and day, not years of days
        year(coalesce(cohort.event_date, cohort.snapshot_date)) - year(persons.dob)
        - case
            when
                strftime(coalesce(cohort.event_date, cohort.snapshot_date), '%m%d')
                < strftime(persons.dob, '%m%d')
                then 1
            else 0
        end as age_years
    from engine.cohort as cohort
    -- left: posts and households are about no child
    left join intermediate.int_persons__current as persons
        on cohort.la_code = persons.la_code and cohort.person_id = persons.person_id
)

select
    aged.la_code,
    aged.file_stem,
    aged.kpi_id,
    aged.person_id,
    aged.record_id,
    aged.record_table,
    aged.event_date,
    aged.snapshot_date,
    aged.is_stock,
    aged.month_end,
    aged.from_month,
    aged.service_id,
    aged.team_id,
    aged.worker_id,
    aged.second_team_id,
    aged.second_worker_id,
    aged.category,
    aged.numerator,
    aged.denominator,
    case
        when aged.person_id is null then null
        when aged.is_unborn or aged.age_years < 0 then 'unborn'
        when aged.dob is null then 'not recorded'
        when aged.age_years < 1 then 'under 1'
        when aged.age_years < 5 then '1 to 4'
        when aged.age_years < 10 then '5 to 9'
        when aged.age_years < 16 then '10 to 15'
        when aged.age_years < 18 then '16 to 17'
        else '18 and over'
    end as age_band,
    case when aged.person_id is not null then coalesce(sexes.label, 'not recorded') end as sex,
    case
        when aged.person_id is not null then coalesce(ethnicities.group_label, 'not recorded')
    end as ethnicity_group
from aged
left join ref.code as sexes
    on sexes.code_set = 'sex' and aged.sex = sexes.code
left join ref.code as ethnicities
    on ethnicities.code_set = 'ethnicity' and aged.ethnicity = ethnicities.code
