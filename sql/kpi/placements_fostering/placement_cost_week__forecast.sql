/* kpi
name: Cost of today's placements to 31 March
domain: placements_fostering
variant: forecast
definition: >-
    What the placements open at the period end would cost from the next day to 31 March if every
    child stayed and no price changed. Short breaks (V3, V4) alone are out.
clock: The price in force at the period end, by the day; on 31 March nothing is left.
source: Local finance; section 251 returns
comparator: none published
caveats: >-
    No forecast of children coming, moving or leaving. Placements without a cost count for
    nothing.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: count
unit: GBP
bases: [SNAP]
levels: [authority]
lookback_months: 0
unit_of_count: child
record: placement_costs
*/
select
    placed.la_code,
    placed.person_id,
    costs.placement_cost_id as record_id,
    placed.snapshot_date,
    -- weeks from the day after the period end to 31 March
    cast(
        costs.weekly_cost * date_diff(
            'day',
            placed.snapshot_date,
            make_date(
                year(placed.snapshot_date)
                + case when month(placed.snapshot_date) > 3 then 1 else 0 end,
                3,
                31
            )
        ) / 7 as decimal(18, 4)
    ) as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_placement__month_end as placed
inner join intermediate.int_placement_costs__month_end as costs
    on
        placed.la_code = costs.la_code
        and placed.cla_placement_id = costs.cla_placement_id
        and placed.snapshot_date = costs.snapshot_date
