/* kpi
name: Looked-after children visited in timescale
domain: looked_after
definition: >-
    Of the children looked after at the period end, the share whose visits meet the interval
    that applies to them that day. Short breaks (V3, V4) alone are out. A missed first visit
    fails the child for six weeks.
clock: >-
    Within 7 days of the start of a placement, then at most 42 days apart; after the placement's
    first year 3 months if it is meant to last to 18, or 6 months in long-term foster care if
    the child agrees (from 1 April 2015). A temporarily approved connected person, or an interim
    care order with a parent, weekly to the first review, then 28 days; with a parent before
    assessment weekly, then 42 days; with a parent on a care order within 7 days of the order,
    then 42 days. Parameters cla_visit_.
source: >-
    Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28, and SI
    2015/495
comparator: none published
caveats: >-
    A placement lasts as long as the carer stays the same. Visits on which the child was
    recorded as not seen do not count (cla_visit_must_see_child). Which placements are long
    term, temporary or unassessed is recorded locally; not recorded, they are ordinary.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cla_visits: 6}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
with
parameters as (
    select cast(max(value_number) as integer) as miss_counts_days
    from ref.parameter
    where name = 'cla_visit_miss_counts_days'
)

select
    clocks.la_code,
    clocks.person_id,
    clocks.cla_episode_id as record_id,
    clocks.snapshot_date,
    case
        -- the visit now owed: the due day is over at the end of the day
        when clocks.next_due_on <= clocks.snapshot_date then 0
        when
            coalesce(clocks.first_visit_date > clocks.first_due_on, false)
            and clocks.snapshot_date < clocks.first_due_on + parameters.miss_counts_days
            then 0
        else 1
    end as numerator,
    1 as denominator
from intermediate.int_cla_visit_clock as clocks
cross join parameters
