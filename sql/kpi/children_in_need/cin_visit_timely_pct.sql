/* kpi
name: Child in need visits in timescale
domain: children_in_need
definition: >-
    Of the children with a child in need plan at the period end that has been open for longer than
    the visiting interval, or under which the child has been seen already, the share seen within the
    interval. Children not yet born are out.
clock: >-
    Days back from the period end (parameter cin_visit_interval_days); exactly that many days ago is
    in time.
source: Local standard; Ofsted ILACS Annex A list 6 (date child was last seen)
comparator: none published
caveats: The interval is local, typically 6 weeks; state it with the figure.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cin_visits: 2}
unit_of_count: child
tells_of: service
record: cin_plans
*/
with
parameters as (
    select cast(value_number as integer) as interval_days
    from ref.parameter
    where name = 'cin_visit_interval_days'
)

select
    plans.la_code,
    plans.person_id,
    plans.cin_plan_id as record_id,
    plans.snapshot_date,
    cast(
        coalesce(
            max(visits.visited_on) >= plans.snapshot_date - parameters.interval_days, false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cin_plans__month_end as plans
cross join parameters
-- left: a child of whom nothing is known is taken as born
left join intermediate.int_persons__current as persons
    on
        plans.la_code = persons.la_code
        and plans.person_id = persons.person_id
-- left: a child not seen under the plan stays in once the interval has passed
left join intermediate.int_cin_visits__seen as visits
    on
        plans.la_code = visits.la_code
        and plans.person_id = visits.person_id
        and plans.snapshot_date >= visits.visited_on
where
    not coalesce(persons.is_unborn, false)
    and coalesce(persons.dob, plans.snapshot_date) <= plans.snapshot_date
group by
    plans.la_code,
    plans.person_id,
    plans.cin_plan_id,
    plans.snapshot_date,
    plans.start_date,
    parameters.interval_days
having
    plans.start_date < plans.snapshot_date - parameters.interval_days
    or max(visits.visited_on) >= plans.start_date
