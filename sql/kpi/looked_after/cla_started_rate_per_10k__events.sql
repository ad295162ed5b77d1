/* kpi
name: Times children started to be looked after per 10,000
domain: looked_after
variant: events
definition: >-
    Times children came into care in the period for every 10,000 children aged 0 to 17. A child
    who came in twice counts twice. Short breaks (V3, V4) alone are out.
clock: >-
    The first day of care that counts. Part of a year is put on a yearly footing by complete
    months.
source: SSDA903 reason for new episode S
comparator: none published
caveats: Higher than the published rate, which counts children.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: rate
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    episode_id as record_id,
    start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_starts
