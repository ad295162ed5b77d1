/* kpi
name: Plans judged SMART
domain: quality_assurance
definition: >-
  Of the child in need and child protection plans audited in the period, how many are specific,
  measurable, achievable, realistic and time-bound, all five.
clock: Date the audit was completed.
source: Scrutiny report 14 July 2015, 5.6.2 and 5.6.3; local audit tool
comparator: none published
caveats: >-
  Audited plans are chosen, not drawn at random. An element without a judgement counts as not met.
  Most plans not SMART means under half. Each element apart is the variant element.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
categories: [CIN, CP]
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
    plan_type as category,
    case
        when is_specific and is_measurable and is_achievable and is_realistic and is_time_bound
            then 1
        else 0
    end as numerator,
    1 as denominator
from staging.audits
where
    audit_type = 'plan'
    and completed_date is not null
    and plan_type in ('CIN', 'CP')
