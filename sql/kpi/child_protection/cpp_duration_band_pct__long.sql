/* kpi
name: Child protection plans open for 15 months or more
domain: child_protection
variant: long
definition: >-
    Children on a child protection plan at the period end whose plan has run for 15 months or
    more: the list to look at before two years are reached.
clock: >-
    Calendar months from the start of the plan to the period end, both counted (parameters
    cpp_watch_months, cpp_open_days_inclusive).
source: Local practice
comparator: none published
caveats: Some long plans are right.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cp_plans: 15}
unit_of_count: child
record: cp_plans
*/
with
parameters as (
    select
        cast(max(case when name = 'cpp_watch_months' then value_number end) as integer)
            as watch_months,
        cast(max(case when name = 'cpp_open_days_inclusive' then value_number end) as integer)
            as last_day_count
    from ref.parameter
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cp_plans__month_end as plans
cross join parameters
where
    plans.snapshot_date + parameters.last_day_count
    >= plans.start_date + to_months(parameters.watch_months)
