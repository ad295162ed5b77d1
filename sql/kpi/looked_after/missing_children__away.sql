/* kpi
name: Children away without authorisation
domain: looked_after
variant: away
definition: >-
    Children with an episode of being away from placement without authorisation (code A) that
    reached into the period. A child counts once, in the group of the latest episode.
clock: An episode counts in every month it reaches into.
source: SSDA903 Missing
comparator: none published
caveats: Nought where the council never records code A.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: count
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
categories: [home, own_care, placed_here]
once_per: person
lookback_months: 0
unit_of_count: child
record: missing
*/
select
    episodes.la_code,
    episodes.person_id,
    episodes.table_id || '|' || strftime(months.month_end, '%Y-%m') as record_id,
    least(coalesce(episodes.end_date, months.month_end), months.month_end) as event_date,
    episodes.place as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_missing_episodes as episodes
-- inner: the months an episode reaches into
inner join intermediate.int_months__counted as months
    on
        episodes.start_date <= months.month_end
        and coalesce(episodes.end_date, date '9999-12-31')
        >= months.month_start
where episodes.episode_type = 'A'
