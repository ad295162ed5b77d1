-- int_cin_visits__seen: days on which a child in need visit saw the child
-- grain    one row per child and day
-- key      la_code, person_id, visited_on
-- units    dates
-- source   staging.cin_visits; merges through intermediate.int_persons__survivor
select
    visits.la_code,
    coalesce(survivors.person_id, visits.source_person_id) as person_id,
    visits.cin_visit_date as visited_on
from staging.cin_visits as visits
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        visits.la_code = survivors.la_code
        and visits.source_person_id = survivors.source_person_id
where visits.cin_visit_seen and visits.cin_visit_date is not null
group by
    visits.la_code,
    coalesce(survivors.person_id, visits.source_person_id),
    visits.cin_visit_date
