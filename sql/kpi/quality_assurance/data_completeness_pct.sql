/* kpi
name: Data completeness for the fields that figures need
domain: quality_assurance
definition: >-
  Of the values that figures need for each child with an open case at the end of the day, the
  share that is recorded and valid. For every child birth or expected date, ethnicity and, once
  born, sex; for an open referral source and primary need; for a plan its category; for a child
  looked after legal status and kind of placement that day.
clock: >-
  State at the end of the last day of the month; codes are checked against the published lists.
source: Local; DfE census validation rules
comparator: none published
caveats: >-
  Ethnicity not yet obtained (NOBT), sex unknown and primary need not stated (N0) count as
  missing; ethnicity refused is an answer. Fields that sources overwrite stand as they are
  today, so an earlier month shows what is recorded now.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
weighted: fields
unit_of_count: child
tells_of: service
record: person
*/
select
    children.la_code,
    children.person_id,
    children.person_id as record_id,
    children.snapshot_date,
    coalesce(children.team_id, 'UNALLOCATED') as team_id,
    coalesce(children.worker_id, 'UNALLOCATED') as worker_id,
    fields.filled_count as numerator,
    fields.expected_count as denominator
from intermediate.int_required_fields__month_end as fields
inner join intermediate.int_caseload__month_end as children
    on
        fields.la_code = children.la_code
        and fields.person_id = children.person_id
        and fields.snapshot_date = children.snapshot_date
