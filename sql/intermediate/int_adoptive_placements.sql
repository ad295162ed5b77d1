-- int_adoptive_placements: the day each child moved in with the family that was to adopt it
-- grain    one row per period of care with an adoptive placement
-- key      la_code, cla_id
-- units    dates; is_with_carer: the foster carer at the time is the one who adopts
-- source   intermediate.int_placement_legs
-- SSDA903 placements A3 to A6; in A3 and A5 the child is adopted by the foster carer of the time.
select
    la_code,
    cla_id,
    min(start_date) as placed_date,
    coalesce(bool_or(placement_type in ('A3', 'A5')), false) as is_with_carer
from intermediate.int_placement_legs
where placement_type in ('A3', 'A4', 'A5', 'A6')
group by la_code, cla_id
