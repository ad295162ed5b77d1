-- member: who is shown at each period even with nothing to count: authority, services, teams
-- grain    one row per period, level and member that existed at some time in the window
-- key      basis, period_end, level, service_id, team_id
-- units    ids '' = above that level
-- source   ref.period, ref.run, intermediate.int_teams; UNALLOCATED shows only where it has work
with
teams as (
    select
        periods.basis,
        periods.period_end,
        teams.service_id,
        teams.team_id,
        teams.is_service
    from ref.period as periods
    inner join intermediate.int_teams as teams
        on
            periods.period_end >= teams.valid_from
            and periods.window_start < coalesce(teams.valid_to, date '9999-12-31')
    where teams.team_id <> 'UNALLOCATED'
)

select
    basis,
    period_end,
    'authority' as level,
    '' as service_id,
    '' as team_id
from ref.period
union all
select distinct
    basis,
    period_end,
    'service' as level,
    service_id,
    '' as team_id
from teams
where service_id <> 'UNALLOCATED'
union all
select distinct
    basis,
    period_end,
    'team' as level,
    '' as service_id,
    team_id
from teams
-- a service stands among the teams only as the head of its own
where not is_service
