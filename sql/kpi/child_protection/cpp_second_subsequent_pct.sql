/* kpi
name: Child protection plans that are a second or subsequent plan
domain: child_protection
definition: >-
    Of the child protection plans started in the period, the share whose child had an earlier plan
    in this authority, however long ago: the record counts previous plans, or an earlier plan is on
    record. Each plan counts, so a child can count twice.
clock: By the plan's start; an earlier plan started before that day.
source: NI 65; LAIT indicators 14 and 15; LG Inform metric 100; CIN NumberOfPreviousCPP
comparator: LAIT PrevRegCPR; EES CIN D3
caveats: >-
    Plans before the extract's history are seen only where the record counts them. A very low share
    is as much a question as a high one.
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
select
    la_code,
    person_id,
    cp_plan_id as record_id,
    start_date as event_date,
    cast(has_earlier_plan as integer) as numerator,
    1 as denominator
from intermediate.int_cp_plans__history
