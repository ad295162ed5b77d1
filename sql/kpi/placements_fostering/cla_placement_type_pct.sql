/* kpi
name: Looked-after children by placement type
domain: placements_fostering
definition: >-
    The children looked after at the period end by the kind of placement they live in: foster
    care with relatives or friends (U1 to U3), other foster care (U4 to U6), placed for adoption
    (A3 to A6), with parents (P1), supported or independent (H5, K3, P2), secure (K1),
    children's home (K2), other, not recorded. Short breaks (V3, V4) alone are out.
clock: State at the period end; a temporary placement is other.
source: SSDA903 PLACE; LAIT indicators 396 to 401
comparator: LAIT indicators 396 to 401, by group
caveats: A child without a placement on record is not recorded.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-NONE
measure: share
bases: [SNAP]
levels: [authority]
categories: [kin foster, other foster, placed for adoption, parents, supported or independent,
    secure, childrens home, other, not recorded]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    snapshot_date,
    case
        when placement_type is null then 'not recorded'
        when is_with_kin then 'kin foster'
        when is_foster then 'other foster'
        when placement_type in ('A3', 'A4', 'A5', 'A6') then 'placed for adoption'
        when placement_type = 'P1' then 'parents'
        when placement_type in ('H5', 'K3', 'P2') then 'supported or independent'
        when placement_type = 'K1' then 'secure'
        when placement_type = 'K2' then 'childrens home'
        else 'other'
    end as category,
    1 as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end
