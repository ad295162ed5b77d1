-- marts_have_keys: no row of a mart lacks the columns that say what it is about
-- fails    marts with such rows, and how many
-- source   the marts with rows about children, workers and figures
with
found as (
    select 'kpi_cohort' as model
    from marts.kpi_cohort
    where
        la_code is null
        or kpi_id is null
        or record_id is null
        or month_end is null
        or team_id is null
        or worker_id is null
    union all
    select 'kpi_comparison' as model
    from marts.kpi_comparison
    where la_code is null or kpi_id is null or basis is null or period_end is null
    union all
    select 'kpi_breakdown' as model
    from marts.kpi_breakdown
    where kpi_id is null or member_key is null or dimension is null or member is null
    union all
    select 'action_list' as model
    from marts.action_list
    where person_id is null or record_id is null or action is null or due_date is null
    union all
    select 'worker_caseload' as model
    from marts.worker_caseload
    where team_id is null or worker_id is null
    union all
    select 'team' as model
    from marts.team
    where team_id is null or service_id is null
    union all
    select 'worker' as model
    from marts.worker
    where worker_id is null
)

select
    model,
    count(*) as rows_count
from found
group by model
