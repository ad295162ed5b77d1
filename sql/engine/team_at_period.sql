-- team_at_period: the service a team belongs to at each period end, for the hierarchy that is shown
-- grain    one row per team and period end
-- key      team_id, period_end
-- units    none
-- source   intermediate.int_teams, ref.month_end; a closed team keeps its last service
select
    teams.team_id,
    months.snapshot_date as period_end,
    teams.service_id
from intermediate.int_teams as teams
cross join ref.month_end as months
qualify
    row_number() over (
        partition by teams.team_id, months.snapshot_date
        order by
            teams.valid_from <= months.snapshot_date desc,
            case when teams.valid_from <= months.snapshot_date then teams.valid_from end desc,
            teams.valid_from asc
    ) = 1
