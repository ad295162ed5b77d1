-- int_placement_stays: unbroken stays with one carer of children in care, those of a day or more
-- grain    one row per period of care and stay of at least one night
-- key      la_code, cla_id, spell_number
-- units    dates; end_date = the day the stay ended, 31 December 9999 while it lasts
-- source   intermediate.int_placement_spells, intermediate.int_cla_periods
-- Only the part that lies in care: short breaks before it count for nothing.
with
bounded as (
    select
        stays.la_code,
        stays.cla_id,
        periods.person_id,
        stays.spell_number,
        stays.first_placement_id,
        greatest(stays.start_date, periods.start_date) as start_date,
        least(
            coalesce(stays.next_start_date, date '9999-12-31'),
            coalesce(periods.end_date, date '9999-12-31')
        ) as end_date
    from intermediate.int_placement_spells as stays
    -- inner: a placement outside any counted period of care is in no figure
    inner join intermediate.int_cla_periods as periods
        on
            stays.la_code = periods.la_code
            and stays.cla_id = periods.cla_id
)

select
    la_code,
    cla_id,
    person_id,
    spell_number,
    first_placement_id,
    start_date,
    end_date
from bounded
where end_date > start_date
