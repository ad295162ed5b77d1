-- int_placement_spells: unbroken stays of a looked-after child with one carer
-- grain    one row per period of care and stay
-- key      la_code, cla_id, spell_number
-- units    dates; a stay lasts until the next one begins or care ends, so it has no end of its own
-- source   intermediate.int_placement_legs
-- A change of legal status, or a foster carer who becomes the adopter, does not break a stay.
with
numbered as (
    select
        la_code,
        cla_id,
        person_id,
        cla_placement_id,
        placement_type,
        start_date,
        sum(case when is_move then 1 else 0 end) over (
            partition by la_code, cla_id
            order by start_date, coalesce(end_date, date '9999-12-31'), cla_placement_id
        ) as spell_number
    from intermediate.int_placement_legs
),

spells as (
    select
        la_code,
        cla_id,
        person_id,
        spell_number,
        min(start_date) as start_date,
        -- A3 to A6: placed for adoption (SSDA903 placement list)
        bool_and(coalesce(placement_type in ('A3', 'A4', 'A5', 'A6'), false)) as is_adoptive,
        min_by(cla_placement_id, start_date) as first_placement_id
    from numbered
    group by
        la_code,
        cla_id,
        person_id,
        spell_number
)

select
    la_code,
    cla_id,
    person_id,
    spell_number,
    start_date,
    lead(start_date) over in_order as next_start_date,
    lag(start_date) over in_order as previous_start_date,
    is_adoptive,
    first_placement_id
from spells
window
    in_order as (
        partition by la_code, cla_id
        order by spell_number
    )
