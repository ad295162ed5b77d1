-- team_now: the service each team belongs to, or last belonged to, as at the month reported
-- grain    one row per team on the register
-- key      la_code, team_id
-- units    none
-- source   intermediate.int_teams, ref.run
select
    teams.la_code,
    teams.team_id,
    teams.service_id
from intermediate.int_teams as teams
cross join ref.run as run
qualify
    row_number() over (
        partition by teams.la_code, teams.team_id
        order by teams.valid_from <= run.data_to desc, teams.valid_from desc
    ) = 1
