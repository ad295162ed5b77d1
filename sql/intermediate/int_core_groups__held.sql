-- int_core_groups__held: days on which a core group met about a child
-- grain    one row per child and day
-- key      la_code, person_id, held_on
-- units    dates
-- source   staging.core_groups; merges through intermediate.int_persons__survivor
select
    core_groups.la_code,
    coalesce(survivors.person_id, core_groups.source_person_id) as person_id,
    core_groups.core_group_date as held_on
from staging.core_groups as core_groups
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        core_groups.la_code = survivors.la_code
        and core_groups.source_person_id = survivors.source_person_id
where core_groups.core_group_date is not null
group by
    core_groups.la_code,
    coalesce(survivors.person_id, core_groups.source_person_id),
    core_groups.core_group_date
