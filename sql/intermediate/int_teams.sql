-- int_teams: each team with its service, and the team that holds what nobody holds
-- grain    one row per team and period in which its name, manager and service stay the same
-- key      la_code, team_id, valid_from
-- units    dates; valid_to is the first day on which the row no longer holds, null = still holds;
--          is_service: has no parent and holds other teams, so its own work is rare
-- source   intermediate.int_teams__services, ref.run, ref.calendar
with
stretches as (
    select
        la_code,
        team_id,
        team_name,
        service_id,
        service_name,
        manager_id,
        segment_from,
        segment_to,
        is_service,
        coalesce(
            lag(segment_to) over history = segment_from
            and lag(team_name) over history = team_name
            and lag(service_id) over history = service_id
            and lag(service_name) over history = service_name
            and lag(is_service) over history = is_service
            and lag(manager_id) over history is not distinct from manager_id,
            false
        ) as is_same_as_before
    from intermediate.int_teams__services
    window history as (partition by la_code, team_id order by segment_from)
),

numbered as (
    select
        la_code,
        team_id,
        team_name,
        service_id,
        service_name,
        manager_id,
        segment_from,
        segment_to,
        is_service,
        sum(case when is_same_as_before then 0 else 1 end)
            over (partition by la_code, team_id order by segment_from)
            as period_number
    from stretches
),

periods as (
    select
        la_code,
        team_id,
        team_name,
        service_id,
        service_name,
        manager_id,
        is_service,
        min(segment_from) as valid_from,
        nullif(max(coalesce(segment_to, date '9999-12-31')), date '9999-12-31') as valid_to
    from numbered
    group by
        la_code,
        team_id,
        team_name,
        service_id,
        service_name,
        manager_id,
        is_service,
        period_number
)

select
    la_code,
    team_id,
    team_name,
    service_id,
    service_name,
    manager_id,
    is_service,
    valid_from,
    valid_to
from periods
union all
-- a visible row, so that team totals always add up to the authority
select
    runs.la_code,
    'UNALLOCATED' as team_id,
    'Unallocated' as team_name,
    'UNALLOCATED' as service_id,
    'Unallocated' as service_name,
    cast(null as varchar) as manager_id,
    false as is_service,
    (select min(calendar.date) from ref.calendar as calendar) as valid_from,
    cast(null as date) as valid_to
from ref.run as runs
