/* kpi
name: Children who came back into care within 12 months
domain: looked_after
definition: >-
    Of the periods of care begun in the period, the share of children whose previous period of
    care ended in the 12 months before. Short breaks (V3, V4) alone are out.
clock: >-
    From the day the previous care ended to the first day of this one; exactly 12 months counts
    (parameter reentry_months).
source: Ofsted Annex A list 8; SSDA903 Episodes
comparator: none published
caveats: >-
    This authority's own periods of care. A previous exit by adoption or special guardianship is
    counted in a variant, however long ago.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cla_episodes: 12}
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select cast(max(value_number) as integer) as reentry_months
    from ref.parameter
    where name = 'reentry_months'
)

select
    starts.la_code,
    starts.person_id,
    starts.episode_id as record_id,
    starts.start_date as event_date,
    cast(
        coalesce(
            starts.previous_end_date >= starts.start_date - to_months(parameters.reentry_months),
            false
        ) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cla_starts as starts
cross join parameters
