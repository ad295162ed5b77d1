-- team: teams and the services they belong to, through time
-- grain    one row per team and period in which its name, service and manager stay the same
-- key      la_code, team_id, valid_from
-- units    dates; valid_to is the first day the row no longer holds, null = still holds
-- source   intermediate.int_teams
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
from intermediate.int_teams
