-- credited_are_known: every team and worker credited is on the register or stands for nobody
-- fails    KPI files that credit somebody unknown, and how many rows
-- source   marts.kpi_cohort, marts.team, marts.worker
with
teams as (
    select distinct team_id
    from marts.team
),

credited as (
    select
        file_stem,
        team_id,
        worker_id
    from marts.kpi_cohort
    union all
    select
        file_stem,
        second_team_id as team_id,
        second_worker_id as worker_id
    from marts.kpi_cohort
    where second_team_id is not null
)

select
    credited.file_stem,
    count(*) as rows_count
from credited
left join teams
    on credited.team_id = teams.team_id
left join marts.worker as workers
    on credited.worker_id = workers.worker_id
where
    (teams.team_id is null and credited.team_id <> 'UNALLOCATED')
    or workers.worker_id is null
group by credited.file_stem
