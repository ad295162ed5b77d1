/* kpi
name: Prospective foster households in assessment
domain: placements_fostering
definition: >-
  Prospective mainstream fostering households that have applied and are not yet decided at the end
  of the day: at Stage 1, at Stage 2 or waiting for panel. Enquiries and initial visits are not in.
clock: State at the end of the last day of the month.
source: >-
  Scrutiny report 14 July 2015, 7.3; Fostering Services (England) Regulations 2011 as amended 2013
comparator: none published
caveats: The stages added up are the last three of the pipeline by stage; see its caveats.
version: 1
headline: SNAP
variant: in_assessment
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [SNAP]
unit_of_count: household
record: fostering_households
*/
select
    la_code,
    cast(null as varchar) as person_id,
    household_id as record_id,
    snapshot_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_fostering_households__month_end
where stage in ('stage_1', 'stage_2', 'panel')
