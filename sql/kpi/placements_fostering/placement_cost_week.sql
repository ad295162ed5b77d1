/* kpi
name: Average weekly cost of a placement
domain: placements_fostering
definition: >-
    The mean weekly cost of the placements looked-after children live in at the period end, of
    those with a cost on record, by kind of placement. Short breaks (V3, V4) alone are out.
clock: >-
    State at the period end: the price in force that day.
source: Local finance; section 251 returns
comparator: none published
caveats: The share without a cost stands beside it. A cost of nought is a cost; blank is none.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: mean
unit: GBP
bases: [SNAP]
levels: [authority]
categories: [kin foster, other foster, secure or childrens home, supported or independent, other,
    not recorded]
lookback_months: 0
unit_of_count: child
record: placement_costs
*/
select
    placed.la_code,
    placed.person_id,
    costs.placement_cost_id as record_id,
    placed.snapshot_date,
    case
        when placed.placement_type is null then 'not recorded'
        when placed.is_with_kin then 'kin foster'
        when placed.is_foster then 'other foster'
        when placed.placement_type in ('K1', 'K2') then 'secure or childrens home'
        when placed.placement_type in ('H5', 'K3', 'P2') then 'supported or independent'
        else 'other'
    end as category,
    costs.weekly_cost as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end as placed
-- inner: the mean is of placements with a cost
inner join intermediate.int_placement_costs__month_end as costs
    on
        placed.la_code = costs.la_code
        and placed.cla_placement_id = costs.cla_placement_id
        and placed.snapshot_date = costs.snapshot_date
