/* kpi
name: Agency assignments meeting the national rules
domain: workforce
definition: >-
  Of the assignments of agency child and family social workers in force at the end of the day,
  the share recorded as meeting all five rules: within the price cap, three years' experience
  after qualifying, references taken up, notice of four weeks, and three months since leaving a
  permanent post in the region.
clock: >-
  State at the end of the last day of the month; an assignment that ends that day is not
  counted.
source: >-
  DfE statutory guidance on agency child and family social workers, in force from 31 October
  2024
comparator: none published
caveats: >-
  A rule not recorded counts as not met. Before the rules were in force (parameter
  agency_rules_from) there is nothing to divide by. Project teams are counted apart (variant
  project_team); each rule is the variant by_rule.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-POST
measure: percentage
bases: [SNAP]
levels: [authority, service, team]
unit_of_count: assignment
tells_of: service
record: agency_assignments
*/
select
    la_code,
    cast(null as varchar) as person_id,
    assignment_id as record_id,
    snapshot_date,
    team_id,
    worker_id,
    cast(is_all_met as integer) as numerator,
    1 as denominator
from intermediate.int_agency_assignments__month_end
where not is_project
