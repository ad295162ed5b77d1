-- int_teams__segments: each team cut at every date on which any team of the authority changes
-- grain    one row per team and stretch of days in which no team of the authority changes
-- key      la_code, team_id, segment_from
-- units    dates; segment_to is the first day after the stretch, null = still running
-- source   intermediate.int_teams__recorded
with
teams as (
    select
        la_code,
        team_id,
        team_name,
        parent_team_id,
        manager_id,
        valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_until
    from intermediate.int_teams__recorded
),

change_dates as (
    select
        la_code,
        valid_from as change_date
    from teams
    union distinct
    select
        la_code,
        valid_until as change_date
    from teams
),

stretches as (
    select
        la_code,
        change_date as segment_from,
        lead(change_date)
            over (partition by la_code order by change_date)
            as segment_until
    from change_dates
)

select
    teams.la_code,
    teams.team_id,
    teams.team_name,
    teams.parent_team_id,
    teams.manager_id,
    stretches.segment_from,
    nullif(stretches.segment_until, date '9999-12-31') as segment_to
from teams
-- inner: every team begins on a change date, so it has at least one stretch
inner join stretches
    on
        teams.la_code = stretches.la_code
        and teams.valid_from <= stretches.segment_from
        and teams.valid_until > stretches.segment_from
-- two rows of one team that overlap: the one stated last holds
qualify
    row_number() over (
        partition by teams.la_code, teams.team_id, stretches.segment_from
        order by teams.valid_from desc, teams.valid_until desc
    ) = 1
