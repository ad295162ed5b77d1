/* kpi
name: Child protection plans ended at or before the first review
domain: child_protection
definition: >-
    Of the child protection plans ended in the period, the share that ended within 3 calendar
    months of their start, or on the day of their first review conference.
clock: By the plan's end; 3 calendar months to the day are within (parameter cpp_short_plan_months).
source: DfE children in need statistics, tables D7 and D8 (short plans)
comparator: EES CIN D7, D8
caveats: >-
    A plan ended before an overdue first review, later than 3 months, is not counted here. Short
    plans may mean that the threshold was not met, or that risk fell fast.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
second_credit: chair
lookback_months: {cp_plans: 6, cp_reviews: 6}
unit_of_count: child
record: cp_plans
*/
with
parameters as (
    select cast(value_number as integer) as short_months
    from ref.parameter
    where name = 'cpp_short_plan_months'
),

first_reviews as (
    select
        la_code,
        cp_plan_id,
        min(held_on) as held_on,
        min_by(chair_id, held_on) as chair_id
    from intermediate.int_cp_reviews__held
    group by
        la_code,
        cp_plan_id
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.end_date as event_date,
    coalesce(chairs.team_id, 'UNALLOCATED') as second_team_id,
    coalesce(first_reviews.chair_id, 'UNALLOCATED') as second_worker_id,
    cast(
        plans.end_date <= plans.start_date + to_months(parameters.short_months)
        or coalesce(plans.end_date = first_reviews.held_on, false) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cp_plans__valid as plans
cross join parameters
-- left: a short plan may never have been reviewed
left join first_reviews
    on
        plans.la_code = first_reviews.la_code
        and plans.cp_plan_id = first_reviews.cp_plan_id
left join intermediate.int_chairs__team_on_day as chairs
    on
        first_reviews.la_code = chairs.la_code
        and first_reviews.chair_id = chairs.chair_id
        and first_reviews.held_on = chairs.chaired_on
where plans.end_date is not null
