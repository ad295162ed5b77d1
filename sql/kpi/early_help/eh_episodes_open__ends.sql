/* kpi
name: Early help episodes ended
domain: early_help
variant: ends
definition: Early help episodes ended in the period, each episode of each child, by who led it.
clock: By the episode's end.
source: Local early help records; Ofsted ILACS Annex A list 2; Standard Safeguarding Dataset
comparator: none published
caveats: >-
    Partners' early help is seen only as far as partners report it. The episode's team is an
    extension column.
    A source that tells only recent starts (Annex A) needs two years of drops first.
version: 1
headline: YTD
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [YTD]
levels: [authority, service, team, worker]
categories: [led by the authority, led by a partner, not recorded]
lookback_months: {early_help_episodes: 24}
unit_of_count: child
record: early_help_episodes
*/
select
    la_code,
    person_id,
    episode_id as record_id,
    end_date as event_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as integer) as denominator,
    led_by as category
from intermediate.int_early_help__valid
where end_date is not null
