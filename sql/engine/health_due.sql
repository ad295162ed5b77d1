-- health_due: when each looked-after child's next health assessment is due
-- grain    one row per child looked after at the month's end; none if checks were never sent
-- key      la_code, record_id
-- units    dates; the first is due as cla_iha_20wd_pct counts, later ones by age
-- source   intermediate.int_cla_initial_health, int_cla_health__checks, int_cla_ages__month_end,
--          ref.parameter, ref.run, seed.coverage
with
limits as (
    select
        max(cast(value_number as integer)) filter (where name = 'health_assessment_under_5_months')
            as under_5_months,
        max(cast(value_number as integer)) filter (where name = 'health_assessment_from_5_months')
            as from_5_months
    from ref.parameter
),

sent as (
    select table_name
    from seed.coverage
    where is_sent
),

children as (
    select
        ages.la_code,
        ages.person_id,
        ages.cla_episode_id,
        ages.cla_id,
        ages.age_years,
        run.extract_date
    from intermediate.int_cla_ages__month_end as ages
    inner join ref.run as run
        on ages.snapshot_date = run.data_to
),

assessed as (
    select
        children.la_code,
        children.person_id,
        max(checks.check_date) as last_date
    from children
    inner join intermediate.int_cla_health__checks as checks
        on
            children.la_code = checks.la_code
            and children.person_id = checks.person_id
            and checks.kind = 'health_assessment'
            and children.extract_date >= checks.check_date
    group by children.la_code, children.person_id
),

health as (
    select
        children.la_code,
        children.person_id,
        children.cla_episode_id as record_id,
        coalesce(
            cast(
                assessed.last_date + to_months(
                    case
                        when children.age_years < 5 then limits.under_5_months
                        else limits.from_5_months
                    end
                ) as date
            ),
            firsts.due_on
        ) as due_date
    from children
    cross join limits
    left join assessed
        on children.la_code = assessed.la_code and children.person_id = assessed.person_id
    left join intermediate.int_cla_initial_health as firsts
        on children.la_code = firsts.la_code and children.cla_id = firsts.cla_id
    qualify
        row_number() over (
            partition by children.la_code, children.person_id order by firsts.due_on desc
        ) = 1
)

select
    health.la_code,
    health.person_id,
    health.record_id,
    'cla_episodes' as record_table,
    'health assessment to hold' as action,
    health.due_date
from health
inner join sent
    on sent.table_name = 'cla_health'
where health.due_date is not null
