-- int_cla_visits__of_persons: days on which each looked-after child was visited
-- grain    one row per child and day
-- key      la_code, person_id, visit_date
-- units    dates
-- source   staging.cla_visits; merges through intermediate.int_persons__survivor
-- A visit recorded as one on which the child was not seen counts only if parameter
-- cla_visit_must_see_child is 0; whether the child was seen not being recorded, it counts.
with
settings as (
    select max(value_number) as must_see
    from ref.parameter
    where name = 'cla_visit_must_see_child'
)

select distinct
    visits.la_code,
    coalesce(survivors.person_id, visits.source_person_id) as person_id,
    visits.cla_visit_date as visit_date
from staging.cla_visits as visits
cross join settings
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        visits.la_code = survivors.la_code
        and visits.source_person_id = survivors.source_person_id
where
    settings.must_see = 0
    or coalesce(visits.cla_visit_seen, true)
