/* kpi
name: Deprivation of liberty orders recorded with a placement they cannot go with
domain: looked_after
variant: wrong_placement
definition: >-
    Children looked after at the period end under a deprivation of liberty order whose placement
    on record is secure (K1), with parents (P1), a young offender institution (R5) or supported
    accommodation (H5, K3). Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: SSDA903 validation rules 700 to 710
comparator: none published
caveats: >-
    Errors to put right: the order, or the kind of placement, is recorded wrongly.
version: 1
headline: SNAP
pack: core
polarity: lower
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
from intermediate.int_cla_placement__month_end as children
inner join intermediate.int_deprivation_orders as orders
    on
        children.la_code = orders.la_code
        and children.person_id = orders.person_id
        and children.snapshot_date >= orders.start_date
        and children.snapshot_date < orders.end_date
-- K1 secure, P1 with parents, R5 young offender institution, H5 and K3 supported accommodation
where children.placement_type in ('K1', 'P1', 'R5', 'H5', 'K3')
group by children.la_code, children.person_id, children.snapshot_date
