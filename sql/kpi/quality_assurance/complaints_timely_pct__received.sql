/* kpi
name: Complaints and compliments received
domain: quality_assurance
definition: Complaints received in the period by stage, with compliments beside them.
clock: Day of receipt, of each stage its own.
source: Children Act 1989 Representations Procedure (England) Regulations 2006
comparator: none published
caveats: >-
  A complaint that moves to a further stage counts at each; categories are never added up.
version: 1
headline: YTD
variant: received
pack: core
polarity: contextual
attribution: A-NONE
measure: count
bases: [YTD]
levels: [authority, service, team]
categories: [stage_1, stage_2, stage_3, compliment, not recorded]
whole: false
unit_of_count: complaint
record: complaints
*/
select
    la_code,
    cast(null as varchar) as person_id,
    complaint_id as record_id,
    received_date as event_date,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    'NONE' as worker_id,
    case
        when kind = 'compliment' then 'compliment'
        when stage in (1, 2, 3) then 'stage_' || stage
        else 'not recorded'
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from staging.complaints
