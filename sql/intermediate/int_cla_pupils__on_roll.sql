-- int_cla_pupils__on_roll: looked-after pupils on a school roll, with the judgement in force
-- grain    one row per pupil and month end; of two rolls the one at an inadequate school
-- key      la_code, person_id, snapshot_date
-- units    overall_grade 1 to 4, null = not yet inspected
-- source   intermediate.int_cla_pupils__month_end, staging.school_rolls,
--          intermediate.int_school_judgements__in_force
with
rolls as (
    select
        rolls.la_code,
        coalesce(survivors.person_id, rolls.source_person_id) as person_id,
        rolls.roll_id,
        rolls.school_urn,
        rolls.start_date,
        coalesce(rolls.end_date, date '9999-12-31') as end_date
    from staging.school_rolls as rolls
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            rolls.la_code = survivors.la_code
            and rolls.source_person_id = survivors.source_person_id
)

select
    pupils.la_code,
    pupils.person_id,
    pupils.snapshot_date,
    rolls.roll_id,
    rolls.school_urn,
    judgements.overall_grade
from intermediate.int_cla_pupils__month_end as pupils
-- inner: only pupils on a roll that day
inner join rolls
    on
        pupils.la_code = rolls.la_code
        and pupils.person_id = rolls.person_id
        and pupils.snapshot_date >= rolls.start_date
        and pupils.snapshot_date < rolls.end_date
-- left: a school without a judgement is not yet inspected
left join intermediate.int_school_judgements__in_force as judgements
    on
        rolls.la_code = judgements.la_code
        and rolls.school_urn = judgements.school_urn
        and pupils.snapshot_date >= judgements.valid_from
        and pupils.snapshot_date < coalesce(judgements.valid_to, date '9999-12-31')
where pupils.is_reception_to_year_11
qualify
    row_number() over (
        partition by pupils.la_code, pupils.person_id, pupils.snapshot_date
        order by
            coalesce(judgements.overall_grade = 4, false) desc,
            rolls.start_date desc,
            rolls.roll_id asc
    ) = 1
