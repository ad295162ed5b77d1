-- int_placement_legs: placements of each period of care, each marked new carer or same carer
-- grain    one row per placement; temporary ones (T0 to T4) left out
-- key      la_code, cla_placement_id
-- units    dates
-- source   staging.cla_placement, intermediate.int_cla_periods__recorded
-- A carer is known by cla_placement_carer_id; where that is not given, by registration number,
-- postcode and kind of placement together, fostering (U1 to U6) and adoptive (A3 to A6) being one
-- kind. Temporary placements (holiday, hospital) are no move (SSDA903 placement list).
with
placements as (
    select
        placements.la_code,
        placements.cla_placement_id,
        placements.cla_id,
        periods.person_id,
        placements.cla_placement_type as placement_type,
        placements.cla_placement_start_date as start_date,
        placements.cla_placement_end_date as end_date,
        placements.cla_placement_carer_id as carer_id,
        placements.cla_placement_is_long_term as is_long_term,
        placements.cla_placement_visit_rule as visit_rule,
        -- without number or postcode nothing says that two placements are one place
        case
            when
                placements.cla_placement_urn is not null
                or placements.cla_placement_postcode is not null
                then concat_ws(
                    '|',
                    placements.cla_placement_urn,
                    replace(upper(placements.cla_placement_postcode), ' ', ''),
                    case
                        when regexp_matches(placements.cla_placement_type, '^(U[1-6]|A[3-6])$')
                            then 'family'
                        else placements.cla_placement_type
                    end
                )
        end as place_key
    from staging.cla_placement as placements
    -- inner: a placement outside any period of care is in no figure
    inner join intermediate.int_cla_periods__recorded as periods
        on
            placements.la_code = periods.la_code
            and placements.cla_id = periods.cla_id
    where
        placements.cla_placement_start_date is not null
        and not coalesce(regexp_matches(placements.cla_placement_type, '^T[0-4]$'), false)
),

compared as (
    select
        la_code,
        cla_placement_id,
        cla_id,
        person_id,
        placement_type,
        start_date,
        end_date,
        is_long_term,
        visit_rule,
        case
            when carer_id is not null and lag(carer_id) over in_order is not null
                then carer_id <> lag(carer_id) over in_order
            else place_key <> lag(place_key) over in_order
        end as is_other_carer
    from placements
    window
        in_order as (
            partition by la_code, cla_id
            order by start_date, coalesce(end_date, date '9999-12-31'), cla_placement_id
        )
)

select
    la_code,
    cla_placement_id,
    cla_id,
    person_id,
    placement_type,
    start_date,
    end_date,
    coalesce(is_long_term, false) as is_long_term,
    visit_rule,
    -- the first placement of a period of care follows no other
    coalesce(is_other_carer, true) as is_move
from compared
