/* kpi
name: Open child protection plans lasting 2 years or more
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end, the share whose plan has run for 2
    years or more.
clock: >-
    Days from the plan's start to the period end, both counted, are more than 729 (parameter
    cpp_long_days; parameter cpp_open_days_inclusive 0 leaves the period end itself out).
source: LAIT indicator 264
comparator: LAIT CPPlans2yrsActive; EES CIN D5
caveats: Some long plans are right; none at all is not the aim.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cp_plans: 24}
unit_of_count: child
record: cp_plans
*/
with
parameters as (
    select
        cast(max(case when name = 'cpp_long_days' then value_number end) as integer) as long_days,
        cast(max(case when name = 'cpp_open_days_inclusive' then value_number end) as integer)
            as last_day_count
    from ref.parameter
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.snapshot_date,
    cast(
        date_diff('day', plans.start_date, plans.snapshot_date) + parameters.last_day_count
        > parameters.long_days as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cp_plans__month_end as plans
cross join parameters
