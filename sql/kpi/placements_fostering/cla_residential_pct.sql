/* kpi
name: Looked-after children in secure units and children's homes
domain: placements_fostering
definition: >-
    Of the children looked after at the period end, the share in a secure children's home or a
    children's home (K1, K2). Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: LAIT indicator 397; SSDA903 PLACE
comparator: LAIT LAC_SecHome_And_ChildHome
caveats: Residential schools and care homes are not in it.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    cast(coalesce(placement_type in ('K1', 'K2'), false) as integer) as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end
