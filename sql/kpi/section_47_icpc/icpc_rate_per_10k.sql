/* kpi
name: Initial child protection conferences per 10,000 children
domain: section_47_icpc
definition: >-
    Children considered at an initial child protection conference in the period for every 10,000
    children aged 0 to 17, those who moved here under a plan included. A child counts once for a
    day.
clock: >-
    By the day of the conference. Part of a year is put on a yearly footing by complete months; the
    12-month rate needs no such step.
source: LAIT indicator 269; DfE children in need statistics, table C4
comparator: LAIT ISCP_Conf; EES CIN C4
caveats: Teams have no population and show their count without a rate.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: rate
bases: [IM, YTD, R12]
levels: [authority, service, team]
lookback_months: 0
unit_of_count: child
record: initial_cp_conference
*/
select
    la_code,
    person_id,
    icpc_id as record_id,
    icpc_date as event_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_icpc__unique
