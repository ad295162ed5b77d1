-- int_supervisions__of_persons: days on which case supervision was recorded for each child
-- grain    one row per child and day
-- key      la_code, person_id, supervision_date
-- units    dates
-- source   staging.supervisions; merges through intermediate.int_persons__survivor
select distinct
    supervisions.la_code,
    coalesce(survivors.person_id, supervisions.source_person_id) as person_id,
    supervisions.supervision_date
from staging.supervisions as supervisions
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        supervisions.la_code = survivors.la_code
        and supervisions.source_person_id = survivors.source_person_id
where supervisions.supervision_date is not null
