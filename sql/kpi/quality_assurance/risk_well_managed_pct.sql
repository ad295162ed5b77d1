/* kpi
name: Audited child protection cases where risk is well managed
domain: quality_assurance
definition: >-
  Of the child protection cases audited in the period, how many the auditor found to be well managed
  as to risk.
clock: Date the audit was completed.
source: Scrutiny report 14 July 2015, 5.6.2
comparator: none published
caveats: >-
  Audited cases are chosen, not drawn at random. An audit without a judgement counts as not well
  managed.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
unit_of_count: audit
record: audits
*/
select
    la_code,
    cast(null as varchar) as person_id,
    audit_id as record_id,
    completed_date as event_date,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    coalesce(worker_id, 'UNALLOCATED') as worker_id,
    case when is_risk_well_managed then 1 else 0 end as numerator,
    1 as denominator
from staging.audits
where
    audit_type = 'child_protection_risk'
    and completed_date is not null
