/* kpi
name: Child protection plans started per 10,000 children
domain: child_protection
definition: >-
    Child protection plans started in the period for every 10,000 children aged 0 to 17, each plan
    counted. Plans held for another authority's child do not count.
clock: >-
    By the plan's start.
    Part of a year is put on a yearly footing by complete months; the 12-month rate needs no such
    step.
source: DfE children in need statistics, table D3; LAIT indicator 219
comparator: LAIT CPP_Abuse_Rate; EES CIN D3
caveats: >-
    Colouring demand would reward not acting, so there is no local rating. Teams have no population
    and show their count without a rate.
version: 1
differs: >-
    More plans started is neither good nor bad: colouring demand would reward not acting, so it
    is contextual here; the national tool marks it lower.
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: rate
bases: [IM, YTD, R12]
levels: [authority, service, team]
lookback_months: 0
unit_of_count: child
record: cp_plans
*/
select
    la_code,
    person_id,
    cp_plan_id as record_id,
    start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cp_plans__valid
