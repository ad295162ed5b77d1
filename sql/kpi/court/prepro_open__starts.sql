/* kpi
name: Children starting pre-proceedings
domain: court
variant: starts
definition: Children about whom pre-proceedings were decided in the period, each case of each child.
clock: By the decision at the legal gateway.
source: CIN census 2026/27 pre-proceedings block; Standard Safeguarding Dataset; local before
comparator: none yet
caveats: The court application is an extension column until the census block is collected.
version: 1
headline: YTD
pack: core
polarity: contextual
attribution: A-START
measure: count
bases: [YTD]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: pre_proceedings
*/
select
    la_code,
    person_id,
    pre_proceedings_id as record_id,
    start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_pre_proceedings__valid
