-- quality_finding: what is wrong with the records, where it lies and who can mend it
-- grain    one row per rule, record (or row that could not be loaded) and column
-- key      rule, table_name, record_id, source_file, source_part, source_row, column_name, message
-- units    dates and months; no value of any record
-- source   engine.finding_described, finding_held, holder, team_now, intermediate.int_workers,
--          seed.load_audit, seed.finding_seen
-- The record's own team and worker, else who led on the day, else who leads as at the extract.
with
parts as (
    select
        month,
        table_name,
        source_file,
        max(source_part) as source_part
    from seed.load_audit
    group by month, table_name, source_file
    having count(*) = 1
),

credited as (
    select
        findings.*,
        coalesce(
            own_teams.team_id,
            case when own_workers.worker_id is null then held.team_id end,
            case when own_workers.worker_id is null then holders.team_id end,
            'UNALLOCATED'
        ) as mending_team_id,
        coalesce(
            own_workers.worker_id,
            case when own_teams.team_id is null then held.worker_id end,
            case when own_teams.team_id is null then holders.worker_id end,
            'UNALLOCATED'
        ) as mending_worker_id
    from engine.finding_described as findings
    left join engine.team_known as own_teams
        on findings.la_code = own_teams.la_code and findings.team_id = own_teams.team_id
    left join intermediate.int_workers as own_workers
        on findings.la_code = own_workers.la_code and findings.worker_id = own_workers.worker_id
    left join engine.finding_held as held
        on
            findings.la_code = held.la_code
            and findings.person_id = held.person_id
            and findings.held_on = held.held_on
    left join engine.holder as holders
        on
            findings.la_code = holders.la_code
            and findings.person_id = holders.person_id
            and holders.occasion = 'extract'
)

select
    credited.la_code,
    credited.rule,
    credited.found_by,
    credited.severity,
    credited.fault,
    credited.message,
    credited.remedy,
    credited.table_name,
    credited.column_name,
    credited.record_id,
    credited.person_id,
    credited.on_date,
    coalesce(teams.service_id, 'UNALLOCATED') as service_id,
    coalesce(teams.team_id, 'UNALLOCATED') as team_id,
    coalesce(workers.worker_id, 'UNALLOCATED') as worker_id,
    credited.source_file,
    coalesce(credited.source_part, parts.source_part, '') as source_part,
    credited.source_row,
    credited.drop_month,
    coalesce(seen.first_seen_month, run.month) as first_seen_month
from credited
cross join ref.run as run
left join engine.team_now as teams
    on credited.la_code = teams.la_code and credited.mending_team_id = teams.team_id
left join intermediate.int_workers as workers
    on credited.la_code = workers.la_code and credited.mending_worker_id = workers.worker_id
left join parts
    on
        credited.drop_month = parts.month
        and credited.table_name = parts.table_name
        and credited.source_file = parts.source_file
left join seed.finding_seen as seen
    on
        credited.rule = seen.rule
        and credited.table_name = seen.table_name
        and credited.column_name = seen.column_name
        and credited.record_id = seen.record_id
