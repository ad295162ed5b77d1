/* kpi
name: Looked-after children in placements whose registration is pending
domain: placements_fostering
variant: pending
definition: >-
    Children looked after at the period end in England in a children's home, or from 28 October
    2023 in supported accommodation, without a valid Ofsted registration number, whose provider
    has applied for one. Short breaks (V3, V4) alone are out.
clock: State at the period end.
source: SSDA903 checks of URN and of age in H5; Care Standards Act 2000
comparator: none published
caveats: Pending as recorded today in the local column cla_placement_registration.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
categories: [childrens home, supported accommodation]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
select
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id as record_id,
    placed.snapshot_date,
    max(homes.kind) as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cla_placement__month_end as placed
inner join intermediate.int_placements__unregistered as homes
    on
        placed.la_code = homes.la_code
        and placed.cla_placement_id = homes.cla_placement_id
        and placed.snapshot_date >= homes.from_date
        and placed.snapshot_date < homes.to_date
where homes.is_pending
group by
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id,
    placed.snapshot_date
