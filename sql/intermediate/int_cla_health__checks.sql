-- int_cla_health__checks: health assessments and dental checks that were done
-- grain    one row per check
-- key      la_code, health_check_id
-- units    dates; kind = health_assessment or dental_check; report_date null = not recorded
-- source   staging.cla_health; parameter health_check_done_statuses
-- A check refused, missed or cancelled is not done. Councils name the kinds in their own words.
with
settings as (
    select string_split(replace(upper(max(value_text)), ' ', ''), ',') as done_statuses
    from ref.parameter
    where name = 'health_check_done_statuses'
),

checks as (
    select
        checks.la_code,
        checks.health_check_id,
        coalesce(survivors.person_id, checks.source_person_id) as person_id,
        checks.health_check_date as check_date,
        checks.health_check_report_date as report_date,
        -- where nobody is named, the check is taken to be by whoever may carry it out
        coalesce(
            regexp_matches(
                upper(checks.health_check_practitioner), '(DOCTOR|MEDICAL|PAEDIATRIC|^GP|^DR)'
            ),
            true
        ) as is_by_doctor,
        case
            when
                regexp_matches(
                    upper(checks.health_check_type), '(HEALTH ASSESS|^IHA$|^RHA$|^HA$)'
                )
                then 'health_assessment'
            when regexp_matches(upper(checks.health_check_type), '(DENT|TEETH)')
                then 'dental_check'
        end as kind
    from staging.cla_health as checks
    cross join settings
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            checks.la_code = survivors.la_code
            and checks.source_person_id = survivors.source_person_id
    where
        checks.health_check_date is not null
        -- a date without a status says the check took place
        and coalesce(
            list_contains(
                settings.done_statuses, replace(upper(checks.health_check_status), ' ', '')
            ),
            true
        )
)

select
    la_code,
    health_check_id,
    person_id,
    check_date,
    report_date,
    is_by_doctor,
    kind
from checks
where kind is not null
