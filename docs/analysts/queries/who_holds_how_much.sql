-- How are cases spread over workers? Weights and threshold are settings (table parameter).
-- One row per worker and team at the month's end, by team, never by load.
select
    team.team_name,
    held.worker_id,
    held.fte,
    held.children_count,
    held.families_count,
    held.looked_after_count,
    held.child_protection_count,
    held.child_in_need_count,
    held.weighted_cases,
    held.is_over_threshold
from worker_caseload as held
inner join team on held.team_id = team.team_id
order by team.team_name, held.worker_id
