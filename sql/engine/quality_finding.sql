-- quality_finding: what the figures could not place: unknown teams and workers, circular merges
-- grain    one row per rule and canonical table with a finding
-- key      table_name, rule
-- units    rows_count = records, whatever the number of KPIs they count in
-- source   engine.cohort_credited, engine.kpi_level, engine.team_known,
--          intermediate.int_workers, intermediate.int_persons__in_cycle
with
-- back from the cohort to what the records said, where a worker is published at all
credits as (
    select distinct
        rows_in.record_table,
        rows_in.record_id,
        rows_in.team_id,
        rows_in.worker_id
    from engine.cohort_credited as rows_in
    inner join engine.kpi_level as levels
        on rows_in.file_stem = levels.file_stem and levels.level = 'worker'
),

unknown_teams as (
    select
        credits.record_table as table_name,
        'team_not_on_register' as rule,
        'The team named is not on the register: shown under UNALLOCATED. Add it to the teams.'
            as message,
        count(distinct credits.record_id) as rows_count
    from credits
    left join engine.team_known as teams
        on credits.team_id = teams.team_id
    where teams.team_id is null and credits.team_id <> 'UNALLOCATED'
    group by credits.record_table
),

unknown_workers as (
    select
        credits.record_table as table_name,
        'worker_not_on_register' as rule,
        'The worker named is not on the register: shown under UNALLOCATED. Add the worker.'
            as message,
        count(distinct credits.record_id) as rows_count
    from credits
    left join intermediate.int_workers as workers
        on credits.worker_id = workers.worker_id
    where workers.worker_id is null and credits.worker_id not in ('UNALLOCATED', 'NONE')
    group by credits.record_table
),

nobody as (
    select
        credits.record_table as table_name,
        'no_lead_worker' as rule,
        'No lead worker held the case on the day: shown under UNALLOCATED.' as message,
        count(distinct credits.record_id) as rows_count
    from credits
    where credits.worker_id = 'UNALLOCATED'
    group by credits.record_table
)

select
    table_name,
    rule,
    message,
    rows_count
from unknown_teams
union all
select
    table_name,
    rule,
    message,
    rows_count
from unknown_workers
union all
select
    table_name,
    rule,
    message,
    rows_count
from nobody
union all
select
    'person_merges' as table_name,
    'merge_in_a_circle' as rule,
    'Merges lead round in a circle: each record stays its own person. Correct the merges.'
        as message,
    count(*) as rows_count
from intermediate.int_persons__in_cycle
having count(*) > 0
