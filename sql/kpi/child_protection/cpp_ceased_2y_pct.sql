/* kpi
name: Child protection plans lasting 2 years or more that ceased
domain: child_protection
definition: >-
    Of the child protection plans ended in the period, the share that had lasted 2 years or more.
    Each plan counts, so a child can count twice.
clock: >-
    By the plan's end. Days from the start to the end, both counted, are more than 729 (parameter
    cpp_long_days).
source: NI 64; LAIT indicator 98
comparator: LAIT CPPlans2yrs
caveats: Long plans that go on are in the share of open plans, not here.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cp_plans: 24}
unit_of_count: child
record: cp_plans
*/
with
parameters as (
    select cast(value_number as integer) as long_days
    from ref.parameter
    where name = 'cpp_long_days'
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.end_date as event_date,
    cast(
        date_diff('day', plans.start_date, plans.end_date) + 1 > parameters.long_days as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cp_plans__valid as plans
cross join parameters
where plans.end_date is not null
