/* kpi
name: Agency assignments in project teams
domain: workforce
definition: >-
  Assignments of agency social workers supplied as a project team and in force at the end of the
  day.
clock: State at the end of the last day of the month.
source: >-
  DfE statutory guidance on agency child and family social workers, in force from 31 October
  2024
comparator: none published
caveats: Left out of the share that meets the rules.
version: 1
headline: SNAP
variant: project_team
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [SNAP]
levels: [authority, service, team]
unit_of_count: assignment
record: agency_assignments
*/
select
    la_code,
    cast(null as varchar) as person_id,
    assignment_id as record_id,
    snapshot_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_agency_assignments__month_end
where is_project
