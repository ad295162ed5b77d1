/* kpi
name: Permanent social work staff
domain: workforce
definition: >-
  Of the qualified social work posts filled at the end of the day, how many are filled by a
  permanent employee. Vacant posts are left out, so permanent and agency add up to 100. A head
  counts once; an employee with two part posts counts in the team of the larger. Cover by an agency
  worker is agency.
clock: State at the end of the last day of the month; a post that ends that day is not counted.
source: >-
  Scrutiny report 14 July 2015, 5.5.1 and 5.5.6; scope as the children's social work workforce
  census
comparator: complement of the workforce census agency rate, at 30 September
caveats: >-
  Headcount, not full-time equivalent. Fixed-term employees are in neither part unless
  fixed_term_is_permanent is 1. Which roles are qualified is the parameter social_work_roles. An
  accepted offer changes nothing until the person starts.
version: 1
headline: SNAP
pack: core
polarity: higher
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
    case when contract_group = 'permanent' then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_posts__month_end
where
    is_social_work
    and is_main_post
    and contract_group in ('permanent', 'agency')
