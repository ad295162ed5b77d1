-- int_care_leavers__persons: who the extract names as leaving care, and from when at the earliest
-- grain    one row per person named as a care leaver
-- key      la_code, person_id
-- units    dates; leaving_from null while the date of birth is not known
-- source   staging.care_leavers, int_persons__current; merges through int_persons__survivor
-- The list carries no dates: nobody leaves care before the age of 16.
select
    care_leavers.la_code,
    coalesce(survivors.person_id, care_leavers.source_person_id) as person_id,
    min(persons.sixteenth_birthday) as leaving_from
from staging.care_leavers as care_leavers
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        care_leavers.la_code = survivors.la_code
        and care_leavers.source_person_id = survivors.source_person_id
left join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
group by
    care_leavers.la_code,
    coalesce(survivors.person_id, care_leavers.source_person_id)
