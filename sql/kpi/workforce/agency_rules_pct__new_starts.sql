/* kpi
name: New agency assignments meeting the national rules
domain: workforce
definition: >-
  Of the assignments of agency child and family social workers that began in the period, the
  share recorded as meeting all five rules.
clock: First day of the assignment.
source: >-
  DfE statutory guidance on agency child and family social workers, in force from 31 October
  2024
comparator: none published
caveats: >-
  A rule not recorded counts as not met. Before the rules were in force (parameter
  agency_rules_from) there is nothing to divide by. Project teams are left out.
version: 1
headline: YTD
variant: new_starts
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [YTD]
levels: [authority, service, team]
unit_of_count: assignment
tells_of: service
record: agency_assignments
*/
select
    la_code,
    cast(null as varchar) as person_id,
    assignment_id as record_id,
    start_date as event_date,
    team_id,
    worker_id,
    cast(is_all_met as integer) as numerator,
    1 as denominator
from intermediate.int_agency_assignments__judged
where not is_project and start_date >= rules_from
