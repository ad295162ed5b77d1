/* kpi
name: New foster carer households approved
domain: placements_fostering
definition: Mainstream fostering households approved by the agency decision maker in the period.
clock: Date of the decision to approve.
source: Scrutiny report 14 July 2015, 7.3; Ofsted fostering data set
comparator: none published
caveats: >-
  Gross approvals; the net change stands beside them. Approvals only for a connected child or only
  to adopt are left out. The report's calendar year is the reporting year to 31 March.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-POST
measure: count
bases: [YTD]
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
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_fostering_households__stages
where stage = 'approved'
