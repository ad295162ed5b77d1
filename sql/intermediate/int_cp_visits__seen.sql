-- int_cp_visits__seen: days on which a visit under a plan saw the child
-- grain    one row per child and day
-- key      la_code, person_id, visited_on
-- units    dates
-- source   staging.cp_visits; merges through intermediate.int_persons__survivor
-- A visit where the child was not seen does not reset the clock; before birth the visit to the
-- mother counts.
select
    visits.la_code,
    coalesce(survivors.person_id, visits.source_person_id) as person_id,
    visits.cp_visit_date as visited_on,
    min(visits.cp_visit_id) as cp_visit_id
from staging.cp_visits as visits
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        visits.la_code = survivors.la_code
        and visits.source_person_id = survivors.source_person_id
-- left: a child of whom nothing is known is taken as born
left join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where
    visits.cp_visit_date is not null
    and (
        visits.cp_visit_seen
        or coalesce(persons.is_unborn, false)
        or coalesce(persons.dob > visits.cp_visit_date, false)
    )
group by
    visits.la_code,
    coalesce(survivors.person_id, visits.source_person_id),
    visits.cp_visit_date
