-- int_cla_fostered_at_18: young people in a foster placement when care ended on their 18th birthday
-- grain    one row per young person
-- key      la_code, person_id
-- units    dates
-- source   intermediate.int_cla_periods, int_placement_legs, int_persons__current
-- SSDA903 placements U1 to U6; temporary stays elsewhere (T0 to T4) do not end a placement. Care
-- ends the day before the birthday, whatever later day the source records.
with
last_placements as (
    select
        periods.la_code,
        periods.person_id,
        persons.eighteenth_birthday,
        legs.placement_type
    from intermediate.int_cla_periods as periods
    inner join intermediate.int_persons__current as persons
        on
            periods.la_code = persons.la_code
            and periods.person_id = persons.person_id
            and periods.end_date = persons.eighteenth_birthday - 1
    -- inner: without a placement nothing says that it was fostering
    inner join intermediate.int_placement_legs as legs
        on
            periods.la_code = legs.la_code
            and periods.cla_id = legs.cla_id
            and periods.end_date >= legs.start_date
    qualify
        row_number() over (
            partition by periods.la_code, periods.person_id
            order by
                legs.start_date desc,
                coalesce(legs.end_date, date '9999-12-31') desc,
                legs.cla_placement_id desc
        ) = 1
)

select
    la_code,
    person_id,
    eighteenth_birthday
from last_placements
where placement_type in ('U1', 'U2', 'U3', 'U4', 'U5', 'U6')
