-- int_involvements__worker_team: the team each worker worked in, by the day an involvement began
-- grain    one row per worker and day on which an involvement of theirs began
-- key      la_code, worker_id, from_date
-- units    dates
-- source   staging.involvements
-- A chair's conference names no team: the latest row up to a day tells whose service it was.
select
    la_code,
    professional_id as worker_id,
    involvement_start_date as from_date,
    min(professional_team) as team_id
from staging.involvements
where professional_team is not null
group by
    la_code,
    professional_id,
    involvement_start_date
