/* kpi
name: Threshold decisions judged sound
domain: quality_assurance
definition: >-
  Of the threshold decisions audited in the period, how many the auditor judged sound, domestic
  violence contacts apart from the rest.
clock: Date the audit was completed.
source: Scrutiny report 14 July 2015, 5.6.2
comparator: none published
caveats: >-
  Audited cases are chosen, not drawn at random, so the share says nothing about all decisions. An
  audit without a judgement counts as not sound.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
categories: [domestic_violence_contact, other_contact]
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
    case
        when subject = 'domestic_violence_contact' then subject
        else 'other_contact'
    end as category,
    case when is_sound then 1 else 0 end as numerator,
    1 as denominator
from staging.audits
where
    audit_type = 'threshold'
    and completed_date is not null
