/* kpi
name: Average weekly cost of a placement by provider
domain: placements_fostering
variant: by_provider
definition: >-
    The mean weekly cost of the placements looked-after children live in at the period end, of
    those with a cost on record, by provider. Short breaks (V3, V4) alone are out.
clock: >-
    State at the period end: the price in force that day.
source: Local finance; section 251 returns
comparator: none published
caveats: As for kinds of placement.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: mean
unit: GBP
bases: [SNAP]
levels: [authority]
categories: [parents, own provision, another authority, other public, private, voluntary, not
    recorded]
lookback_months: 0
unit_of_count: child
record: placement_costs
*/
select
    placed.la_code,
    placed.person_id,
    costs.placement_cost_id as record_id,
    placed.snapshot_date,
    case placed.provider
        when 'PR0' then 'parents'
        when 'PR1' then 'own provision'
        when 'PR2' then 'another authority'
        when 'PR3' then 'other public'
        when 'PR4' then 'private'
        when 'PR5' then 'voluntary'
        else 'not recorded'
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
