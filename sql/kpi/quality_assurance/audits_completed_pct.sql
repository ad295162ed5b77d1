/* kpi
name: Case audits completed against programme
domain: quality_assurance
definition: >-
  Of the audits planned for the period, how many were completed on or before the day they were due.
clock: Due date; an audit not due yet is not counted, whether done or not.
source: Scrutiny report 14 July 2015, 5.6.1; local quality assurance framework
comparator: none published
caveats: An audit completed late stays a miss in the month it was due.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
unit_of_count: audit
tells_of: service
record: audits
*/
select
    la_code,
    cast(null as varchar) as person_id,
    audit_id as record_id,
    due_date as event_date,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    coalesce(worker_id, 'UNALLOCATED') as worker_id,
    case when completed_date <= due_date then 1 else 0 end as numerator,
    1 as denominator
from staging.audits
