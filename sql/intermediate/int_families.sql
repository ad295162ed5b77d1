-- int_families: the family each person belongs to
-- grain    one row per person with a family on record; of several the lowest id
-- key      la_code, person_id
-- units    none
-- source   staging.family; merges through intermediate.int_persons__survivor
select
    family.la_code,
    coalesce(survivors.person_id, family.source_person_id) as person_id,
    min(family.family_id) as family_id
from staging.family as family
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        family.la_code = survivors.la_code
        and family.source_person_id = survivors.source_person_id
where family.family_id is not null
group by
    family.la_code,
    coalesce(survivors.person_id, family.source_person_id)
