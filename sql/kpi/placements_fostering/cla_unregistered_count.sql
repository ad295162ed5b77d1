/* kpi
name: Looked-after children in placements that should be registered and are not
domain: placements_fostering
definition: >-
    Children looked after at the period end in England in a children's home (K2), or from 28
    October 2023 in supported accommodation (H5), without a valid Ofsted registration number,
    and any child under 16 in supported or independent accommodation (H5, P2). Short breaks (V3,
    V4) alone are out.
clock: >-
    State at the period end; under 16 until the 16th birthday (parameters
    registration_supported_from, registration_least_age).
source: SSDA903 checks of URN and of age in H5; Care Standards Act 2000
comparator: none published
caveats: >-
    Placements whose registration is pending stand in a variant. A number is valid if it is SC
    and six digits, or six or seven digits.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
categories: [childrens home, supported accommodation, under 16]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id as record_id,
    placed.snapshot_date,
    -- a child too young for the kind of place stands there, whatever its registration
    case
        when bool_or(homes.kind = 'under 16') then 'under 16'
        else max(homes.kind)
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_placement__month_end as placed
inner join intermediate.int_placements__unregistered as homes
    on
        placed.la_code = homes.la_code
        and placed.cla_placement_id = homes.cla_placement_id
        and placed.snapshot_date >= homes.from_date
        and placed.snapshot_date < homes.to_date
where not homes.is_pending
group by
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id,
    placed.snapshot_date
