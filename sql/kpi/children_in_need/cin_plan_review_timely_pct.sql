/* kpi
name: Child in need plans reviewed in timescale
domain: children_in_need
definition: >-
    Of the children whose child in need plan has been open for longer than the first review
    interval at the period end, the share whose last review lies within the interval for later
    reviews. No review at all fails.
clock: >-
    Calendar months, stopping at the month's last day: the first review within 3 months of the
    plan's start, each later one within 6 of the one before (parameters cin_review_first_months,
    cin_review_later_months). The due day itself is in time.
source: Local standard; there is no statutory interval
comparator: none published
caveats: >-
    Many councils review after 6 weeks and then every 3 months: state the intervals with the figure.
    Review dates are in no national return; they come from an extension table.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cin_plans: 3, cin_reviews: 6}
unit_of_count: child
tells_of: service
record: cin_plans
*/
with
parameters as (
    select
        cast(max(case when name = 'cin_review_first_months' then value_number end) as integer)
            as first_months,
        cast(max(case when name = 'cin_review_later_months' then value_number end) as integer)
            as later_months
    from ref.parameter
)

select
    plans.la_code,
    plans.person_id,
    plans.cin_plan_id as record_id,
    plans.snapshot_date,
    cast(
        coalesce(
            max(reviews.held_on + to_months(parameters.later_months)) >= plans.snapshot_date, false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cin_plans__month_end as plans
cross join parameters
-- left: a plan never reviewed stays in
left join intermediate.int_cin_reviews__held as reviews
    on
        plans.la_code = reviews.la_code
        and plans.person_id = reviews.person_id
        and plans.snapshot_date >= reviews.held_on
        and plans.start_date < reviews.held_on
where plans.start_date + to_months(parameters.first_months) < plans.snapshot_date
group by
    plans.la_code,
    plans.person_id,
    plans.cin_plan_id,
    plans.snapshot_date
