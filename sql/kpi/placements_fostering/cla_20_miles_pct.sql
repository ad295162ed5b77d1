/* kpi
name: Looked-after children placed over 20 miles from home and outside the authority
domain: placements_fostering
definition: >-
    Of the children looked after at the period end, the share placed more than 20 miles from
    home and outside the authority's boundary. A distance not known (blank or 999.9) stays in
    the denominator. Short breaks (V3, V4) alone are out.
clock: >-
    State at the period end; exactly 20.0 miles is not over (parameter cla_far_from_home_miles).
source: LAIT indicator 87; SSDA903 PL_DISTANCE and PL_LOCATION
comparator: LAIT LACDistance
caveats: >-
    Whether a placement lies outside is the local column cla_placement_location (IN, OUT); not
    recorded, it is not outside.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select max(value_number) as far_miles
    from ref.parameter
    where name = 'cla_far_from_home_miles'
)

select
    placed.la_code,
    placed.person_id,
    placed.cla_episode_id as record_id,
    placed.snapshot_date,
    case
        when
            placed.miles > parameters.far_miles
            -- 999.9 says that the distance is not known (SSDA903)
            and placed.miles < 999
            and placed.location = 'OUT'
            then 1
        else 0
    end as numerator,
    1 as denominator
from intermediate.int_cla_placement__month_end as placed
cross join parameters
