/* kpi
name: Missing episodes begun
domain: looked_after
variant: episodes
definition: >-
    Episodes of children being missing from home or care (code M) that began in the period, by
    where the child went missing from.
clock: The day the episode began.
source: Statutory guidance on children who run away or go missing (January 2014)
comparator: none published
caveats: Episodes, not children; away without authorisation is out.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
categories: [home, own_care, placed_here]
lookback_months: 0
unit_of_count: child
record: missing
*/
select
    la_code,
    person_id,
    table_id as record_id,
    start_date as event_date,
    place as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_missing_episodes
where episode_type = 'M'
