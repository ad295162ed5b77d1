-- forward_look: what is late and what falls due in the next 5, 10 and 20 working days, and for whom
-- grain    one row per member with an action, action (empty key = all of them) and horizon
-- key      la_code, member_key, action_key, horizon
-- units    actions, children and families side by side; a horizon includes the shorter ones, runs
--          from the day of the extract, and leaves out what is overdue
-- source   marts.action_list, intermediate.int_families. Children and families are counted once a
--          row, so rows do not add up: twelve late visits may be four families
with
actions as (
    select
        actions.la_code,
        actions.team_id,
        actions.team_id || '/' || actions.worker_id as worker_key,
        actions.worker_id,
        actions.action,
        actions.record_id,
        actions.person_id,
        coalesce('F|' || families.family_id, 'P|' || actions.person_id) as family_key,
        unnest(case
            when actions.is_overdue then ['overdue']
            when actions.working_days_left <= 5
                then ['5 working days', '10 working days', '20 working days']
            when actions.working_days_left <= 10 then ['10 working days', '20 working days']
            when actions.working_days_left <= 20 then ['20 working days']
            else []
        end) as horizon
    from marts.action_list as actions
    left join intermediate.int_families as families
        on actions.la_code = families.la_code and actions.person_id = families.person_id
),

counted as (
    select
        la_code,
        horizon,
        case
            when grouping(worker_key) = 0 then 'worker'
            when grouping(team_id) = 0 then 'team'
            else 'authority'
        end as level,
        case when grouping(team_id) = 0 then team_id end as team_id,
        case when grouping(worker_key) = 0 then max(worker_id) end as worker_id,
        case when grouping(action) = 0 then action end as action,
        count(*) as actions_count,
        count(distinct person_id) as children_count,
        count(distinct family_key) as families_count
    from actions
    group by
        grouping sets (
            (la_code, horizon),
            (la_code, horizon, action),
            (la_code, horizon, team_id),
            (la_code, horizon, team_id, action),
            (la_code, horizon, team_id, worker_key),
            (la_code, horizon, team_id, worker_key, action)
        )
)

select
    la_code,
    level,
    level || ':' || coalesce(team_id || coalesce('/' || worker_id, ''), la_code) as member_key,
    team_id,
    worker_id,
    action,
    coalesce(action, '') as action_key,
    horizon,
    case horizon
        when '5 working days' then 5
        when '10 working days' then 10
        when '20 working days' then 20
    end as horizon_wd,
    actions_count,
    children_count,
    families_count
from counted
