/* kpi
name: Agency social workers
domain: workforce
definition: >-
  Of the qualified social work posts filled at the end of the day, how many are filled by an agency
  worker. The other part is permanent employees; vacant posts are left out. Every agency record
  counts, as in the workforce census; an employee with two part posts counts once.
clock: State at the end of the last day of the month; a post that ends that day is not counted.
source: Scrutiny report 14 July 2015, 5.5.1; LAIT indicator 287 and the social work workforce census
comparator: workforce census agency rate, at 30 September (LAIT 287)
caveats: >-
  Headcount, not full-time equivalent. Fixed-term employees are in neither part unless
  fixed_term_is_permanent is 1. Not a vacancy rate: that counts posts covered by agency as vacant.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-POST
measure: percentage
bases: [SNAP]
levels: [authority, service, team]
unit_of_count: post
record: posts
*/
select
    la_code,
    cast(null as varchar) as person_id,
    record_id,
    snapshot_date,
    team_id,
    worker_id,
    case when contract_group = 'agency' then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_posts__month_end
where
    is_social_work
    and is_main_post
    and contract_group in ('permanent', 'agency')
