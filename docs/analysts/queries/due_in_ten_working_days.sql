-- What falls due in each team within ten working days, and for how many children and families?
-- One row per team and action. Twelve late visits may be four families.
select
    team.team_name,
    ahead.action,
    ahead.actions_count,
    ahead.children_count,
    ahead.families_count
from forward_look as ahead
inner join team on ahead.team_id = team.team_id
where
    ahead.level = 'team'
    and ahead.horizon_wd = 10
order by ahead.actions_count desc, team.team_name asc, ahead.action asc
