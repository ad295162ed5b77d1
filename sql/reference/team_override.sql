-- team_override: teams as the council's settings describe them, where they do
-- grain    one row per team and period of validity
-- key      team_id, valid_from
-- units    dates; valid_to is the first day on which the row no longer holds, null = still holds
-- source   seed.team_override (teams.csv in the council's settings); usually empty
select
    team_id,
    team_name,
    parent_team_id,
    manager_id,
    valid_from,
    valid_to
from seed.team_override
