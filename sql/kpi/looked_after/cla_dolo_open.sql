/* kpi
name: Looked-after children under a deprivation of liberty order
domain: looked_after
definition: >-
    Children looked after at the period end under an order that authorises depriving them of
    their liberty. A child under two orders counts once. Short breaks (V3, V4) alone are out.
clock: State at the period end; an order that ends that day is over.
source: SSDA903 DoLo (from 2026/27); inherent jurisdiction of the High Court
comparator: none published
caveats: Local until the return of 2026/27.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: deprivation_orders
*/
select
    children.la_code,
    children.person_id,
    max_by(orders.order_id, orders.start_date) as record_id,
    children.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_month_end as children
inner join intermediate.int_deprivation_orders as orders
    on
        children.la_code = orders.la_code
        and children.person_id = orders.person_id
        and children.snapshot_date >= orders.start_date
        and children.snapshot_date < orders.end_date
group by children.la_code, children.person_id, children.snapshot_date
