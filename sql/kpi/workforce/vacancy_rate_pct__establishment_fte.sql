/* kpi
name: Establishment of social work posts
domain: workforce
definition: >-
  Full-time equivalent of all qualified social work posts at the end of the day, vacant or
  filled: what the vacancy rate is a share of.
clock: >-
  State at the end of the last day of the month; a post that ends that day is not counted.
source: Children's social work workforce census
comparator: none published
caveats: Agency workers above the establishment count if the extract gives them a post.
version: 1
headline: SNAP
variant: establishment_fte
pack: core
polarity: contextual
attribution: A-POST
measure: count
unit: fte
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
    fte as numerator,
    cast(null as integer) as denominator
from intermediate.int_posts__month_end
where is_social_work
