/* kpi
name: Children who go missing often
domain: looked_after
variant: frequent
definition: >-
    Children with three or more missing episodes (code M) begun in the 90 days to the period
    end.
clock: >-
    State at the period end, that day included (parameters missing_frequent_count,
    missing_frequent_days).
source: Local; statutory guidance on children who run away or go missing (January 2014)
comparator: none published
caveats: The count and the days are a choice.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {missing: 3}
unit_of_count: child
record: missing
*/
with
parameters as (
    select
        cast(max(value_number) filter (where name = 'missing_frequent_count') as integer)
            as episodes_count,
        cast(max(value_number) filter (where name = 'missing_frequent_days') as integer)
            as days_count
    from ref.parameter
)

select
    episodes.la_code,
    episodes.person_id,
    max_by(episodes.table_id, episodes.start_date) as record_id,
    months.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_missing_episodes as episodes
cross join parameters
inner join ref.month_end as months
    on
        episodes.start_date <= months.snapshot_date
        and episodes.start_date > months.snapshot_date - parameters.days_count
where episodes.episode_type = 'M'
group by
    episodes.la_code,
    episodes.person_id,
    months.snapshot_date,
    parameters.episodes_count
having count(*) >= parameters.episodes_count
