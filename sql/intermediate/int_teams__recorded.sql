-- int_teams__recorded: every team as some source describes it, the best source per team
-- grain    one row per team and period of validity
-- key      la_code, team_id, valid_from
-- units    dates; valid_to is the first day on which the row no longer holds, null = still holds
-- source   ref.team_override (the council's settings), else staging.teams, else
--          intermediate.int_teams__undated; a better source replaces every row of its team
with
beginnings as (
    select min(calendar.date) as calendar_from
    from ref.calendar as calendar
),

described as (
    select
        runs.la_code,
        overrides.team_id,
        overrides.team_name,
        overrides.parent_team_id,
        overrides.manager_id,
        coalesce(overrides.valid_from, beginnings.calendar_from) as valid_from,
        overrides.valid_to,
        1 as preference
    from ref.team_override as overrides
    cross join ref.run as runs
    cross join beginnings
    union all
    select
        la_code,
        team_id,
        team_name,
        parent_team_id,
        manager_id,
        valid_from,
        valid_to,
        2 as preference
    from staging.teams
    union all
    -- a source without dates says what holds today: it is taken to have held all along
    select
        undated.la_code,
        undated.team_id,
        undated.team_name,
        undated.parent_team_id,
        cast(null as varchar) as manager_id,
        beginnings.calendar_from as valid_from,
        cast(null as date) as valid_to,
        3 as preference
    from intermediate.int_teams__undated as undated
    cross join beginnings
),

ranked as (
    select
        la_code,
        team_id,
        team_name,
        parent_team_id,
        manager_id,
        valid_from,
        valid_to,
        preference = min(preference) over (partition by la_code, team_id) as is_best_source
    from described
)

select
    la_code,
    team_id,
    team_name,
    parent_team_id,
    manager_id,
    valid_from,
    valid_to
from ranked
where is_best_source
