/* kpi
name: Children ceasing to be looked after per 10,000
domain: looked_after
definition: >-
    Children who left care in the period for every 10,000 children aged 0 to 17. A child who
    left twice in the period counts once, for the last time. Short breaks (V3, V4) alone are
    out.
clock: >-
    The day care ended; at the latest the day before the 18th birthday. Part of a year is put on
    a yearly footing by complete months.
source: >-
    LAIT indicator 392 (relates to the last time the child ceased); SSDA903 reasons for ceasing
    other than X1
comparator: LAIT LAC_Cease_Rate
caveats: A child whose 18th birthday passed with the record left open has left care all the same.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: rate
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
once_per: person
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    last_episode_id as record_id,
    end_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_stays__ceased
