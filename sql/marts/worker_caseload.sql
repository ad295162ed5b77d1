-- worker_caseload: how many children each worker holds at the end of the month, by kind of case
-- grain    one row per team and worker who holds a child; UNALLOCATED included
-- key      la_code, team_id, worker_id
-- units    children; each child is in one kind: looked after before plan before in need
-- source   engine.child_held
select
    la_code,
    team_id,
    worker_id,
    count(*) as children_count,
    count(*) filter (where case_type = 'looked_after') as looked_after_count,
    count(*) filter (where case_type = 'child_protection') as child_protection_count,
    count(*) filter (where case_type = 'child_in_need') as child_in_need_count,
    count(*) filter (where case_type = 'other') as other_count
from engine.child_held
group by la_code, team_id, worker_id
