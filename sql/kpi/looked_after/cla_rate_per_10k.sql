/* kpi
name: Children looked after per 10,000
domain: looked_after
definition: >-
    Children looked after at the end of the day for every 10,000 children aged 0 to 17. Children
    under short-break statuses alone (V3, V4) do not count, unaccompanied asylum-seeking children
    do. A child counts once. Care ends the day before the 18th birthday, and a child whose care
    ended that day is not counted.
clock: none; state at the period end, never annualised
source: SSDA903; LAIT indicators 124 and 332
comparator: LAIT LAC and LACnum; EES children looked after number and rate
caveats: National figures are for 31 March, and their rates are rounded to whole numbers.
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
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_month_end
