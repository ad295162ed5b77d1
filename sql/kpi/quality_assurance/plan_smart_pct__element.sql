/* kpi
name: Elements of SMART found in plans
domain: quality_assurance
definition: >-
  Of the child in need and child protection plans audited in the period, how many meet each of the
  five elements of SMART.
clock: Date the audit was completed.
source: Scrutiny report 14 July 2015, 5.6.2 and 5.6.3; local audit tool
comparator: none published
caveats: >-
  Five figures on the same plans, not to be added up. An element without a judgement counts as not
  met.
version: 1
headline: R12
variant: element
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team]
categories: [specific, measurable, achievable, realistic, time_bound]
whole: false
unit_of_count: audit
record: audits
*/
with
elements as (
    select names.element
    from (
        values
        ('specific'),
        ('measurable'),
        ('achievable'),
        ('realistic'),
        ('time_bound')
    ) as names (element)
)

select
    audits.la_code,
    cast(null as varchar) as person_id,
    audits.audit_id as record_id,
    audits.completed_date as event_date,
    coalesce(audits.team_id, 'UNALLOCATED') as team_id,
    coalesce(audits.worker_id, 'UNALLOCATED') as worker_id,
    elements.element as category,
    case
        when elements.element = 'specific' and audits.is_specific then 1
        when elements.element = 'measurable' and audits.is_measurable then 1
        when elements.element = 'achievable' and audits.is_achievable then 1
        when elements.element = 'realistic' and audits.is_realistic then 1
        when elements.element = 'time_bound' and audits.is_time_bound then 1
        else 0
    end as numerator,
    1 as denominator
from staging.audits as audits
cross join elements
where
    audits.audit_type = 'plan'
    and audits.completed_date is not null
    and audits.plan_type in ('CIN', 'CP')
