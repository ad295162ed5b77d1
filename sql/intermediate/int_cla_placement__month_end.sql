-- int_cla_placement__month_end: where each looked-after child was placed at each month end
-- grain    one row per looked-after child and month end; placement columns null = none on record
-- key      la_code, person_id, snapshot_date
-- units    miles; U1 to U6 are foster placements
-- source   intermediate.int_cla_month_end, staging.cla_placement
-- Of placements open on the day the one begun last, a temporary one included.
with
open_placements as (
    select
        children.la_code,
        children.person_id,
        children.snapshot_date,
        placements.cla_placement_id,
        placements.cla_placement_type as placement_type,
        placements.cla_placement_provider as provider,
        placements.cla_placement_start_date as placement_start_date,
        placements.cla_placement_distance as miles,
        placements.cla_placement_location as location,
        placements.cla_placement_carer_id as carer_id,
        placements.cla_placement_urn as urn,
        replace(upper(placements.cla_placement_postcode), ' ', '') as postcode
    from intermediate.int_cla_month_end as children
    inner join staging.cla_placement as placements
        on
            children.la_code = placements.la_code
            and children.cla_id = placements.cla_id
            and children.snapshot_date >= placements.cla_placement_start_date
            and children.snapshot_date
            < coalesce(placements.cla_placement_end_date, date '9999-12-31')
    qualify
        row_number() over (
            partition by children.la_code, children.person_id, children.snapshot_date
            order by
                placements.cla_placement_start_date desc,
                placements.cla_placement_id desc
        ) = 1
)

select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    children.cla_id,
    children.cla_episode_id,
    children.start_date,
    open_placements.cla_placement_id,
    open_placements.placement_type,
    open_placements.provider,
    open_placements.placement_start_date,
    open_placements.miles,
    open_placements.location,
    open_placements.carer_id,
    open_placements.urn,
    open_placements.postcode,
    -- U1 to U6: foster placements, U1 to U3 of them with relatives or friends (SSDA903)
    coalesce(regexp_matches(open_placements.placement_type, '^U[1-6]$'), false) as is_foster,
    coalesce(regexp_matches(open_placements.placement_type, '^U[1-3]$'), false) as is_with_kin
from intermediate.int_cla_month_end as children
-- left: a child without a placement on record stays in every denominator
left join open_placements
    on
        children.la_code = open_placements.la_code
        and children.person_id = open_placements.person_id
        and children.snapshot_date = open_placements.snapshot_date
