-- int_peps__completed: days on which a personal education plan of a child was completed
-- grain    one row per child and day
-- key      la_code, person_id, completed_date
-- units    dates
-- source   staging.peps; merges through intermediate.int_persons__survivor
select distinct
    peps.la_code,
    coalesce(survivors.person_id, peps.source_person_id) as person_id,
    peps.completed_date
from staging.peps as peps
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        peps.la_code = survivors.la_code
        and peps.source_person_id = survivors.source_person_id
where peps.completed_date is not null
