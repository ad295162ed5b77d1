-- teams: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per team and period of validity; a service is a team with no parent
-- key      la_code, team_id, valid_from
-- units    dates
-- source   landed.teams
select
    la_code,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(team_name), '') as team_name,
    nullif(trim(parent_team_id), '') as parent_team_id,
    nullif(trim(manager_id), '') as manager_id,
    valid_from,
    valid_to,
    source_file,
    source_row,
    drop_month
from landed.teams
