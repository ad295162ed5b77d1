-- int_cp_conferences: children considered at an initial or review conference
-- grain    one row per child and conference; initial and review conferences of one day are two
-- key      la_code, record_table, record_id
-- units    dates; chair's team on the day, UNALLOCATED = none on record
-- source   int_icpc__unique, int_cp_reviews__held, int_cp_plans__anchored, int_chairs__team_on_day
select
    la_code,
    'initial_cp_conference' as record_table,
    icpc_id as record_id,
    person_id,
    icpc_date as held_on,
    coalesce(is_participation, false) as is_participation,
    coalesce(is_quorate, false) as is_quorate,
    chair_team_id,
    chair_id
from intermediate.int_icpc__unique
union all
select
    reviews.la_code,
    'cp_reviews' as record_table,
    reviews.cp_review_id as record_id,
    plans.person_id,
    reviews.held_on,
    reviews.is_participation,
    reviews.is_quorate,
    coalesce(chairs.team_id, 'UNALLOCATED') as chair_team_id,
    coalesce(reviews.chair_id, 'UNALLOCATED') as chair_id
from intermediate.int_cp_reviews__held as reviews
inner join intermediate.int_cp_plans__anchored as plans
    on
        reviews.la_code = plans.la_code
        and reviews.cp_plan_id = plans.cp_plan_id
-- left: no chair on record, or none with a team
left join intermediate.int_chairs__team_on_day as chairs
    on
        reviews.la_code = chairs.la_code
        and reviews.chair_id = chairs.chair_id
        and reviews.held_on = chairs.chaired_on
