/* kpi
name: Starters and leavers
domain: workforce
definition: >-
  Full-time equivalent of social workers who started and who left in the period, employees and
  agency workers apart. A move to another social work post within the council is neither; an
  agency worker who becomes an employee leaves as the one and starts as the other.
clock: >-
  First day of the first post; the day the last post ends, unless another begins within
  employment_gap_days or leave is on record.
source: LAIT indicator 287; children's social work workforce census
comparator: LAIT Social_Work_Starters and Leavers, year to 30 September
caveats: >-
  Categories are never added up. Hours are those of the posts taken up or given up that day. A
  worker who gains qualification starts.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-POST
measure: count
unit: fte
bases: [IM, YTD, R12]
levels: [authority, service, team]
categories: [starters, leavers, agency_starters, agency_leavers]
whole: false
unit_of_count: post
record: posts
*/
select
    la_code,
    cast(null as varchar) as person_id,
    first_record_id as record_id,
    start_date as event_date,
    first_team_id as team_id,
    worker_id,
    case when contract_group = 'agency' then 'agency_starters' else 'starters' end as category,
    first_fte as numerator,
    cast(null as integer) as denominator
from intermediate.int_employment_spells
union all
select
    la_code,
    cast(null as varchar) as person_id,
    last_record_id as record_id,
    end_date as event_date,
    last_team_id as team_id,
    worker_id,
    case when contract_group = 'agency' then 'agency_leavers' else 'leavers' end as category,
    last_fte as numerator,
    cast(null as integer) as denominator
from intermediate.int_employment_spells
where end_date is not null
