/* kpi
name: Child protection visits in timescale
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end for longer than the visiting
    interval, the share seen on a visit within the interval. A visit where the child was not seen
    does not count; before birth the visit to the mother does.
clock: >-
    Days back from the period end (parameter cp_visit_interval_days); exactly that many days ago is
    in time.
source: Local standard; Working Together sets no interval
comparator: none published
caveats: >-
    The interval is local: state it with the figure. The standard dataset does not say who visited,
    so visits by duty workers count.
version: 1
differs: >-
    The share of children whose visits are in time is a state at a day; the share of visits in a
    month is another figure.
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cp_visits: 1}
unit_of_count: child
tells_of: service
record: cp_plans
*/
with
parameters as (
    select cast(value_number as integer) as interval_days
    from ref.parameter
    where name = 'cp_visit_interval_days'
),

plans as (
    select
        plans.la_code,
        plans.person_id,
        plans.cp_plan_id,
        plans.snapshot_date,
        plans.snapshot_date - parameters.interval_days as interval_from
    from intermediate.int_cp_plans__month_end as plans
    cross join parameters
    where plans.start_date < plans.snapshot_date - parameters.interval_days
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.snapshot_date,
    cast(count(visits.visited_on) > 0 as integer) as numerator,
    1 as denominator
from plans
-- left: no visit in the interval leaves the child in
left join intermediate.int_cp_visits__seen as visits
    on
        plans.la_code = visits.la_code
        and plans.person_id = visits.person_id
        and plans.snapshot_date >= visits.visited_on
        and plans.interval_from <= visits.visited_on
group by
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id,
    plans.snapshot_date
