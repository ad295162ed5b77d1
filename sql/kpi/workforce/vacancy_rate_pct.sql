/* kpi
name: Social worker vacancy rate
domain: workforce
definition: >-
  Full-time equivalent of the qualified social work posts not held by an employee at the end of
  the day, as a share of the whole establishment: vacant posts, and posts covered by an agency
  worker, over those and the posts held by employees (fixed-term ones too).
clock: >-
  State at the end of the last day of the month; a post that ends that day is not counted.
source: LAIT indicator 287; children's social work workforce census
comparator: LAIT Work_Force_Vac_Rate, at 30 September
caveats: >-
  A post covered by an agency worker is vacant here and filled in the permanent share: both are
  right. New funded posts raise the rate, so read it beside the establishment (variant
  establishment_fte). Cover for an employee on leave counts as vacant, since the extract does
  not say whose post it is.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-POST
measure: percentage
bases: [SNAP]
levels: [authority, service, team]
weighted: fte
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
    case when contract_group in ('vacant', 'agency') then fte else 0 end as numerator,
    fte as denominator
from intermediate.int_posts__month_end
where is_social_work
