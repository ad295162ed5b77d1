/* kpi
name: Looked-after children who went missing
domain: looked_after
definition: >-
    Of the children looked after at any time in the period, the share with an episode of being
    missing (code M) that reached into it while they were looked after. A child counts once.
    Short breaks (V3, V4) alone are out.
clock: >-
    An episode counts in every month it reaches into, also one that was running when the month
    began.
source: LAIT indicator 161; SSDA903 Missing
comparator: LAIT Children_missing
caveats: >-
    Away without authorisation is a figure of its own; where code A is never recorded the two
    are one here. A child is credited to who led on its last day in care in the period.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
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
    episode_id || '|' || strftime(month_end, '%Y-%m') as record_id,
    last_day as event_date,
    cast(is_missing as integer) as numerator,
    1 as denominator
from intermediate.int_cla_missing__months
