/* kpi
name: Brothers and sisters placed all together
domain: placements_fostering
variant: whole_group
definition: >-
    Of the children looked after at the period end who have a brother or sister looked after
    that day, the share who live with all of them. Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: >-
    Children Act 1989 section 22C(8)(c): brothers and sisters to live together so far as
    practicable
comparator: none published
caveats: Brothers and sisters are children with one family id. Planned separations are kept in.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    cast(is_with_all_siblings as integer) as numerator,
    1 as denominator
from intermediate.int_cla_siblings__month_end
