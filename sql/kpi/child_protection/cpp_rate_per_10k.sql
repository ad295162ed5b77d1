/* kpi
name: Children with a child protection plan per 10,000
domain: child_protection
definition: >-
    Children with a child protection plan open at the end of the day, for every 10,000 children
    aged 0 to 17. A plan ended that day is not open. Unborn children with a plan count; plans held
    for another authority's child do not. A child with two open plans counts once.
clock: none; state at the period end, never annualised
source: DfE children in need statistics A2 and D5; LAIT indicators 215 and 377
comparator: LAIT CPP_rate; EES CIN D5
caveats: >-
    Published figures for 31 March may differ from the stock that starts and ends imply; local data
    are not corrected to them. The unborn are in the count but not in the population.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: rate
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cp_plans
*/
select
    la_code,
    person_id,
    cp_plan_id as record_id,
    snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cp_plans__month_end
