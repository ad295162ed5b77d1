/* kpi
name: Foster placements with the authority's own carers
domain: placements_fostering
definition: >-
    Of the looked-after children in foster placements (U1 to U6) at the period end, the share
    placed with the authority's own carers (provider PR1). Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: SSDA903 provider codes; scrutiny report 14 July 2015, 7.3
comparator: none published
caveats: A provider not recorded is not the authority.
version: 1
headline: SNAP
pack: core
polarity: higher
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
    cast(coalesce(provider = 'PR1', false) as integer) as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end
where is_foster
