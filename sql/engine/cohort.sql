-- cohort: every cohort row with its month, its service and the month from which it counts
-- grain    one row per KPI file, record, category and, for stocks, month end
-- key      file_stem, la_code, record_id, category, month_end
-- units    numerator and denominator as the KPI contributes them; category '' = none declared
-- source   engine.cohort_credited, engine.team_on_day, intermediate.int_workers
-- made     on reading: only engine.cohort_described reads it
with
workers as (
    select distinct
        la_code,
        worker_id
    from intermediate.int_workers
)

select
    rows_in.la_code,
    rows_in.file_stem,
    rows_in.kpi_id,
    rows_in.person_id,
    rows_in.record_id,
    rows_in.record_table,
    rows_in.event_date,
    rows_in.snapshot_date,
    rows_in.snapshot_date is not null as is_stock,
    rows_in.credit_on,
    last_day(rows_in.counted_on) as month_end,
    -- a row too young for one period counts in later ones
    greatest(
        last_day(rows_in.counted_on),
        coalesce(last_day(rows_in.counts_from), last_day(rows_in.counted_on))
    ) as from_month,
    coalesce(teams.service_id, 'UNALLOCATED') as service_id,
    -- a team or worker that no register knows is shown as nobody's, never dropped
    coalesce(teams.team_id, 'UNALLOCATED') as team_id,
    case
        when rows_in.worker_id = 'NONE' then 'NONE'
        else coalesce(workers.worker_id, 'UNALLOCATED')
    end as worker_id,
    case
        when rows_in.second_team_id is not null then coalesce(second_teams.team_id, 'UNALLOCATED')
    end as second_team_id,
    case
        when rows_in.second_team_id is not null
            then coalesce(second_workers.worker_id, 'UNALLOCATED')
    end as second_worker_id,
    rows_in.category,
    rows_in.numerator,
    rows_in.denominator
from engine.cohort_credited as rows_in
left join engine.team_on_day as teams
    on
        rows_in.la_code = teams.la_code
        and rows_in.team_id = teams.team_id
        and rows_in.credit_on = teams.credit_on
left join workers
    on rows_in.la_code = workers.la_code and rows_in.worker_id = workers.worker_id
left join engine.team_known as second_teams
    on rows_in.la_code = second_teams.la_code and rows_in.second_team_id = second_teams.team_id
left join workers as second_workers
    on
        rows_in.la_code = second_workers.la_code
        and rows_in.second_worker_id = second_workers.worker_id
