/* kpi
name: Children in pre-proceedings
domain: court
definition: >-
    Children in pre-proceedings at the period end: decided at the legal gateway, neither stepped
    down nor in court by the close of the day. A child counts once.
clock: State at the period end.
source: CIN census 2026/27 pre-proceedings block; Standard Safeguarding Dataset; local before
comparator: none yet
caveats: The court application is an extension column until the census block is collected.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: pre_proceedings
*/
select
    la_code,
    person_id,
    pre_proceedings_id as record_id,
    snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_pre_proceedings__month_end
