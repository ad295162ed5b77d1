/* kpi
name: Looked-after children whose placement has no cost on record
domain: placements_fostering
variant: without_cost
definition: >-
    Of the children looked after at the period end, the share whose placement has no weekly cost
    in force that day, or who have no placement on record. Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: Local finance; section 251 returns
comparator: none published
caveats: Placements with parents or adopters may rightly have none.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
lookback_months: 0
unit_of_count: child
tells_of: service
record: placement_costs
*/
select
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id as record_id,
    'cla_episodes' as record_table,
    placed.snapshot_date,
    case when costs.placement_cost_id is null then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end as placed
left join intermediate.int_placement_costs__month_end as costs
    on
        placed.la_code = costs.la_code
        and placed.cla_placement_id = costs.cla_placement_id
        and placed.snapshot_date = costs.snapshot_date
