/* kpi
name: Children's complaints answered in time
domain: quality_assurance
definition: >-
  Of the stage 1 complaints whose answer fell due in the period, the share answered on or before
  that day. A complaint not answered when it fell due has failed.
clock: >-
  Day 0 is the day of receipt; due on the 10th working day after it, on the 20th where an
  extension is recorded (parameters complaint_limit_wd and complaint_extended_limit_wd).
source: Children Act 1989 Representations Procedure (England) Regulations 2006
comparator: none published
caveats: >-
  Complaints withdrawn before they were due are left out. Stages 2 and 3 and compliments are in
  the variant received only.
version: 1
headline: YTD
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [YTD]
levels: [authority, service, team]
unit_of_count: complaint
tells_of: service
record: complaints
*/
with
settings as (
    select
        max(cast(value_number as integer)) filter (where name = 'complaint_limit_wd') as limit_wd,
        max(cast(value_number as integer)) filter (where name = 'complaint_extended_limit_wd')
            as extended_limit_wd
    from ref.parameter
)

select
    complaints.la_code,
    cast(null as varchar) as person_id,
    complaints.complaint_id as record_id,
    due_days.date as event_date,
    coalesce(complaints.team_id, 'UNALLOCATED') as team_id,
    'NONE' as worker_id,
    case when complaints.responded_date <= due_days.date then 1 else 0 end as numerator,
    1 as denominator
from staging.complaints as complaints
cross join settings
inner join ref.calendar as received
    on complaints.received_date = received.date
inner join ref.working_day as due_days
    on
        received.wd_no + case
            when complaints.is_extended then settings.extended_limit_wd
            else settings.limit_wd
        end = due_days.wd_no
where
    complaints.kind = 'complaint'
    and complaints.stage = 1
    and (
        complaints.withdrawn_date is null
        or complaints.withdrawn_date > due_days.date
        or complaints.responded_date is not null
    )
