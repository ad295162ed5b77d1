/* kpi
name: Looked-after children placed outside the authority
domain: placements_fostering
definition: >-
    Of the children looked after at the period end, the share placed outside the authority's
    boundary, at any distance. Not recorded stays in the denominator. Short breaks (V3, V4)
    alone are out.
clock: State at the period end.
source: SSDA903 PL_LOCATION; Ofsted Annex A list 8
comparator: EES children looked after, locality of placement
caveats: >-
    Read beside the share over 20 miles from home: a small borough is high by geography. The
    location is the local column cla_placement_location.
version: 1
headline: SNAP
pack: core
polarity: contextual
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
    cast(coalesce(location = 'OUT', false) as integer) as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end
