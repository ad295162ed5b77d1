-- int_teams__recorded: every team as some source describes it, the best source per team
-- grain    one row per team and period of validity
-- key      la_code, team_id, valid_from
-- units    dates; valid_to is the first day on which the row no longer holds, null = still holds
-- source   staging.teams, else staging.department for teams that it does not name
with
dated_teams as (
    select
        la_code,
        team_id,
        team_name,
        parent_team_id,
        manager_id,
        valid_from,
        valid_to
    from staging.teams
),

departments as (
    select
        la_code,
        team_id,
        team_name,
        team_parent_id
    from staging.department
),

-- a source without dates says what holds today: it is taken to have held since the calendar began
undated_teams as (
    select
        departments.la_code,
        departments.team_id,
        departments.team_name,
        departments.team_parent_id as parent_team_id,
        cast(null as varchar) as manager_id,
        (select min(calendar.date) from ref.calendar as calendar) as valid_from,
        cast(null as date) as valid_to
    from departments
    where
        not exists (
            select 1
            from dated_teams
            where
                dated_teams.la_code = departments.la_code
                and dated_teams.team_id = departments.team_id
        )
),

recorded as (
    select
        la_code,
        team_id,
        team_name,
        parent_team_id,
        manager_id,
        valid_from,
        valid_to
    from dated_teams
    union all
    select
        la_code,
        team_id,
        team_name,
        parent_team_id,
        manager_id,
        valid_from,
        valid_to
    from undated_teams
)

select
    la_code,
    team_id,
    team_name,
    parent_team_id,
    manager_id,
    valid_from,
    valid_to
from recorded
