/* kpi
name: Audited cases graded good or better
domain: quality_assurance
definition: >-
  Of the audits completed in the period that gave a grade, how many graded the work good or
  outstanding. A moderated grade replaces the auditor's own.
clock: Date the audit was completed.
source: Scrutiny report 14 July 2015, 5.6.2; Ofsted's four grades
comparator: none published
caveats: >-
  Audited cases are chosen, not drawn at random: never gross up. Audits that give no grade, such as
  checks of a threshold decision, are left out.
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
    case when coalesce(moderated_grade, grade) in ('good', 'outstanding') then 1 else 0 end
        as numerator,
    1 as denominator
from staging.audits
where
    completed_date is not null
    and coalesce(moderated_grade, grade) is not null
