/* kpi
name: Looked-after children with three or more placements in 12 months
domain: placements_fostering
definition: >-
    Of the children looked after at the period end, the share who had three or more placements
    of 24 hours or more in the last 12 months, those of an earlier period of care in them
    included. Another kind of placement with the same carer is no move; temporary placements (T0
    to T4) do not count. Short breaks (V3, V4) alone are out.
clock: >-
    The 12 months to the period end; placements open at the end of the first day and on the last
    are included. Only dates are kept, so a placement begun and ended on one day is shorter than
    24 hours. Parameter placements_many_count.
source: NI 62; LAIT indicator 372
comparator: LAIT LACStable_2016on
caveats: >-
    A carer who moves house is the same carer only if the carer's id is recorded. The published
    series restarts in 2016.
version: 1
differs: >-
    A state at the month's end that looks back twelve months; it holds the rolling year already.
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cla_episodes: 12, cla_placement: 12}
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select max(value_number) as many_count
    from ref.parameter
    where name = 'placements_many_count'
),

counted as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        count(*) as placements_count
    from intermediate.int_cla_ages__month_end as children
    inner join intermediate.int_placement_stays as stays
        on
            children.la_code = stays.la_code
            and children.person_id = stays.person_id
            and children.snapshot_date >= stays.start_date
            -- still open at the end of the first of the 365 or 366 days
            and children.looked_from < stays.end_date
    group by children.la_code, children.person_id, children.snapshot_date
)

select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    cast(
        coalesce(counted.placements_count >= parameters.many_count, false) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cla_month_end as children
cross join parameters
-- left: a child without a placement on record has had none
left join counted
    on
        children.la_code = counted.la_code
        and children.person_id = counted.person_id
        and children.snapshot_date = counted.snapshot_date
