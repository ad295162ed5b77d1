/* kpi
name: Child protection plans within 2 years of a previous plan
domain: child_protection
definition: >-
    Of the child protection plans started in the period, the share whose child had an earlier plan
    in this authority that ended within the 2 years before. Plans of children who moved here under
    one are counted apart.
clock: >-
    By the plan's start. The earlier plan ended before that day and no longer ago than 24 calendar
    months (parameter cpp_previous_window_months); exactly 24 months counts.
source: Local
comparator: none published
caveats: Plans in other authorities are not seen.
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
    select cast(value_number as integer) as window_months
    from ref.parameter
    where name = 'cpp_previous_window_months'
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.start_date as event_date,
    cast(
        coalesce(
            plans.previous_end_date >= plans.start_date - to_months(parameters.window_months),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cp_plans__history as plans
cross join parameters
where not plans.is_transfer_in
