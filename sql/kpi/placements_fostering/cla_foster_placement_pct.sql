/* kpi
name: Looked-after children in foster care
domain: placements_fostering
definition: >-
    Of the children looked after at the period end, the share in a foster placement: the
    authority's own carers, an agency's, or relatives and friends (U1 to U6). Short breaks (V3,
    V4) alone are out.
clock: State at the period end.
source: LAIT indicator 396; SSDA903 PLACE
comparator: LAIT LAC_Foster_Placements
caveats: >-
    LAIT calls higher better; here it is for information, as the right placement differs by
    child. A child without a placement on record is in the denominator.
version: 1
differs: >-
    A higher share is good for some children and not for others: coloured by nobody here; the
    national tool marks it higher.
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    cast(is_foster as integer) as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end
