/* kpi
name: Social worker turnover
domain: workforce
definition: >-
  Employed social workers who left in the twelve months, for every hundred in post at the end of
  them. Who started and left within the same twelve months is left out; a move to another social
  work post is no leaving.
clock: >-
  A worker leaves on the day the last post ends, unless another begins within
  employment_gap_days or leave is on record; in post means at the end of the last day of the
  month.
source: LAIT indicator 287; children's social work workforce census
comparator: LAIT Work_Force_TO_Rate, year to 30 September
caveats: >-
  Divides by the staff left at the end, not by the average, so it may pass 100. Hours or heads
  by turnover_unit. Agency workers are in neither part, nor in the stock is who is on leave
  without a post.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-POST
measure: ratio
unit: percent
bases: [R12]
levels: [authority, service, team]
unit_of_count: post
record: posts
*/
with
settings as (
    select value_text = 'heads' as is_by_heads
    from ref.parameter
    where name = 'turnover_unit'
)

select
    spells.la_code,
    cast(null as varchar) as person_id,
    spells.last_record_id as record_id,
    spells.end_date as event_date,
    cast(null as date) as snapshot_date,
    spells.last_team_id as team_id,
    spells.worker_id,
    -- who started within the twelve months counts once they reach beyond that start
    cast(spells.start_date + interval 12 month as date) as counts_from,
    case when settings.is_by_heads then 1 else spells.last_fte end as numerator,
    cast(null as decimal(18, 4)) as denominator
from intermediate.int_employment_spells as spells
cross join settings
where spells.contract_group = 'employed' and spells.end_date is not null
union all
select
    posts.la_code,
    cast(null as varchar) as person_id,
    posts.record_id,
    cast(null as date) as event_date,
    posts.snapshot_date,
    posts.team_id,
    posts.worker_id,
    cast(null as date) as counts_from,
    cast(null as decimal(18, 4)) as numerator,
    case when settings.is_by_heads then 1 else posts.fte end as denominator
from intermediate.int_posts__month_end as posts
cross join settings
where
    posts.is_social_work
    and posts.contract_group in ('permanent', 'fixed_term')
    and posts.holder_id is not null
    and (posts.is_main_post or not settings.is_by_heads)
