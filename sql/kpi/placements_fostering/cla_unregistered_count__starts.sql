/* kpi
name: Placements begun that should have been registered and were not
domain: placements_fostering
variant: starts
definition: >-
    Placements of looked-after children begun in the period in a home without the registration
    it needed that day, or of a child too young for the kind of place.
clock: The day the placement began.
source: SSDA903 checks of URN and of age in H5; Care Standards Act 2000
comparator: none published
caveats: Placements, not children; registration pending is out.
version: 1
headline: YTD
pack: core
polarity: lower
attribution: A-EVT
measure: count
bases: [IM, YTD]
levels: [authority, service, team, worker]
categories: [childrens home, supported accommodation, under 16]
lookback_months: 0
unit_of_count: child
record: cla_placement
*/
select
    homes.la_code,
    homes.person_id,
    homes.cla_placement_id as record_id,
    homes.start_date as event_date,
    case
        when bool_or(homes.kind = 'under 16') then 'under 16'
        else max(homes.kind)
    end as category,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_placements__unregistered as homes
where
    not homes.is_pending
    and homes.from_date = homes.start_date
group by
    homes.la_code,
    homes.person_id,
    homes.cla_placement_id,
    homes.start_date
