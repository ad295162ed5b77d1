-- int_involvements__persons: involvements of professionals by child, in whatever role
-- grain    one row per involvement that does not end before it starts
-- key      la_code, involvement_id
-- units    dates; end_date 31 December 9999 while it lasts
-- source   staging.involvements; merges through intermediate.int_persons__survivor
select
    involvements.la_code,
    involvements.involvements_id as involvement_id,
    coalesce(survivors.person_id, involvements.source_person_id) as person_id,
    involvements.professional_id as worker_id,
    involvements.professional_role_id as role_id,
    involvements.professional_team as team_id,
    involvements.involvement_start_date as start_date,
    coalesce(involvements.involvement_end_date, date '9999-12-31') as end_date
from staging.involvements as involvements
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        involvements.la_code = survivors.la_code
        and involvements.source_person_id = survivors.source_person_id
where
    coalesce(involvements.involvement_end_date, involvements.involvement_start_date)
    >= involvements.involvement_start_date
