-- team_known: the teams on the register, whenever they existed
-- grain    one row per team
-- key      la_code, team_id
-- units    none
-- source   intermediate.int_teams
select distinct
    la_code,
    team_id
from intermediate.int_teams
