/* kpi
name: Foster carer recruitment pipeline by stage
domain: placements_fostering
definition: >-
  Prospective mainstream fostering households still in recruitment at the end of the day, each at
  the one stage they stand at: enquiry, initial visit, Stage 1 checks, Stage 2 assessment, panel
  booked or held. Approved and withdrawn households have left the pipeline.
clock: State at the end of the last day of the month; the latest dated stage counts.
source: >-
  Scrutiny report 14 July 2015, 7.3; Fostering Services (England) Regulations 2011 as amended 2013
comparator: Ofsted fostering data set (enquiries and applications), yearly
caveats: >-
  Households, not adults. Family and friends and adopter-only records are other pipelines. A panel
  counts as booked foster_panel_booked_days before its date. A new application after withdrawal is
  a new household record.
version: 1
differs: >-
    The stock is the main figure; what reached each stage in the year is its variant starts.
headline: SNAP
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [SNAP]
categories: [enquiry, initial_visit, stage_1, stage_2, panel]
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
    stage as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_fostering_households__month_end
where stage not in ('approved', 'withdrawn')
