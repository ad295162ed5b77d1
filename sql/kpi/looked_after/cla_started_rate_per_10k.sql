/* kpi
name: Children starting to be looked after per 10,000
domain: looked_after
definition: >-
    Children who came into care in the period for every 10,000 children aged 0 to 17. A child
    who came in twice in the period counts once. Short breaks (V3, V4) alone are out. A child
    who moves from short breaks to another legal status comes into care that day.
clock: >-
    The first day of care that counts. Part of a year is put on a yearly footing by complete
    months.
source: LAIT indicator 376; SSDA903 reason for new episode S
comparator: LAIT LAC_Start_Rate
caveats: >-
    A child counted once is credited to who led on the latest of its starts. The variant of
    events counts every start.
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
    episode_id as record_id,
    start_date as event_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_starts
