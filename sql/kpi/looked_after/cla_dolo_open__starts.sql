/* kpi
name: Deprivation of liberty orders begun
domain: looked_after
variant: starts
definition: >-
    Orders that authorise depriving a looked-after child of liberty and that began in the
    period.
clock: The day the order began.
source: SSDA903 DoLo (from 2026/27); inherent jurisdiction of the High Court
comparator: none published
caveats: >-
    Orders, not children: a renewal is an order of its own.
version: 1
headline: YTD
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: deprivation_orders
*/
select
    orders.la_code,
    orders.person_id,
    orders.order_id as record_id,
    orders.start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_deprivation_orders as orders
-- inner: only orders made while the child was looked after
inner join intermediate.int_cla_stays as stays
    on
        orders.la_code = stays.la_code
        and orders.person_id = stays.person_id
        and orders.start_date >= stays.start_date
        and orders.start_date < coalesce(stays.end_date, date '9999-12-31')
