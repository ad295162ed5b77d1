/* kpi
name: Prospective foster households reaching each stage
domain: placements_fostering
definition: >-
  Prospective mainstream fostering households that reached each stage of recruitment in the period,
  approval and withdrawal included.
clock: The date of each stage.
source: >-
  Scrutiny report 14 July 2015, 7.3; Fostering Services (England) Regulations 2011 as amended 2013
comparator: Ofsted fostering data set (enquiries, applications, approvals), yearly
caveats: >-
  A flow, a household counts at every stage reached in the period, so stages are not added up. A
  panel counts on its date, not on the day it was booked.
version: 1
headline: YTD
variant: starts
pack: core
polarity: contextual
attribution: A-POST
measure: count
bases: [YTD]
categories: [enquiry, initial_visit, stage_1, stage_2, panel, approved, withdrawn]
whole: false
unit_of_count: household
record: fostering_households
*/
select
    la_code,
    cast(null as varchar) as person_id,
    household_id as record_id,
    stage_date as event_date,
    team_id,
    worker_id,
    stage as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_fostering_households__stages
