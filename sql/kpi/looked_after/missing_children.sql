/* kpi
name: Children missing from home or care
domain: looked_after
definition: >-
    Children with an episode of being missing (code M) that reached into the period: from home,
    from this authority's care, or placed here by another authority. A child counts once, in the
    group of the latest episode.
clock: An episode counts in every month it reaches into.
source: >-
    Statutory guidance on children who run away or go missing (January 2014); SSDA903 Missing
    for children in care
comparator: none published
caveats: >-
    Episodes from home and of other authorities' children come from a local feed. Children under
    18 at the start of the episode.
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
where episodes.episode_type = 'M'
