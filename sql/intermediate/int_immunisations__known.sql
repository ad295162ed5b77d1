-- int_immunisations__known: what was known of each child's immunisations, and from which day
-- grain    one row per child and day on which it was recorded
-- key      la_code, person_id, known_from
-- units    dates; is_up_to_date = all that the age asks for, those due before care included
-- source   staging.cla_immunisations, staging.cla_immunisation_checks (absent: the latest only)
-- The Standard Safeguarding Dataset holds only the latest word, so earlier months need the checks.
with
said as (
    select
        la_code,
        source_person_id,
        immunisations_status_date as known_from,
        immunisations_status as is_up_to_date
    from staging.cla_immunisations
    union all
    select
        la_code,
        source_person_id,
        check_date as known_from,
        is_complete as is_up_to_date
    from staging.cla_immunisation_checks
)

select
    said.la_code,
    coalesce(survivors.person_id, said.source_person_id) as person_id,
    said.known_from,
    bool_and(coalesce(said.is_up_to_date, false)) as is_up_to_date
from said
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        said.la_code = survivors.la_code
        and said.source_person_id = survivors.source_person_id
where said.known_from is not null
group by
    said.la_code,
    coalesce(survivors.person_id, said.source_person_id),
    said.known_from
