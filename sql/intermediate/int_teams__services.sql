-- int_teams__services: each team in each stretch of days with its topmost ancestor, its service
-- grain    one row per team and stretch
-- key      la_code, team_id, segment_from
-- units    dates; segment_to is the first day after the stretch, null = still running
-- source   intermediate.int_teams__segments
with recursive
climbs as (
    select
        la_code,
        team_id,
        team_name,
        manager_id,
        segment_from,
        segment_to,
        team_id as service_id,
        team_name as service_name,
        parent_team_id as next_id,
        0 as steps_up
    from intermediate.int_teams__segments
    union all
    select
        climbs.la_code,
        climbs.team_id,
        climbs.team_name,
        climbs.manager_id,
        climbs.segment_from,
        climbs.segment_to,
        parents.team_id as service_id,
        parents.team_name as service_name,
        parents.parent_team_id as next_id,
        climbs.steps_up + 1 as steps_up
    from climbs
    -- inner: where the parent is not on record the climb ends, and the team reached is the service
    inner join intermediate.int_teams__segments as parents
        on
            climbs.la_code = parents.la_code
            and climbs.next_id = parents.team_id
            and climbs.segment_from = parents.segment_from
    -- teams that are each other's parents would climb for ever
    where climbs.steps_up < 20
),

topmost as (
    select
        la_code,
        team_id,
        team_name,
        manager_id,
        service_id,
        service_name,
        segment_from,
        segment_to
    from climbs
    qualify
        row_number() over (
            partition by la_code, team_id, segment_from
            order by steps_up desc
        ) = 1
)

select
    la_code,
    team_id,
    coalesce(team_name, team_id) as team_name,
    manager_id,
    service_id,
    coalesce(service_name, service_id) as service_name,
    team_id = service_id
    and count(*) over (partition by la_code, service_id, segment_from) > 1 as is_service,
    segment_from,
    segment_to
from topmost
