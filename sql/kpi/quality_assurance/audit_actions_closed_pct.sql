/* kpi
name: Audit actions closed by due date
domain: quality_assurance
definition: >-
  Of the actions from audits that fell due in the period, how many were closed on or before the day
  they were due.
clock: Due date; an action not due yet is not counted, whether closed or not.
source: Scrutiny report 14 July 2015, 5.6.3; local quality assurance framework
comparator: none published
caveats: An action closed late stays a miss in the month it was due. Credited to its owner.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
unit_of_count: action
tells_of: service
record: audit_actions
*/
select
    la_code,
    cast(null as varchar) as person_id,
    audit_action_id as record_id,
    due_date as event_date,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    coalesce(owner_id, 'UNALLOCATED') as worker_id,
    case when closed_date <= due_date then 1 else 0 end as numerator,
    1 as denominator
from staging.audit_actions
