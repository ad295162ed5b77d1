-- int_cin_plans__valid: child in need plans
-- grain    one row per child in need plan; one that ends before it starts is left out
-- key      la_code, cin_plan_id
-- units    dates, end_date null while the plan is open
-- source   staging.cin_plans; merges through intermediate.int_persons__survivor
select
    plans.la_code,
    plans.cin_plan_id,
    coalesce(survivors.person_id, plans.source_person_id) as person_id,
    plans.cin_plan_start_date as start_date,
    plans.cin_plan_end_date as end_date
from staging.cin_plans as plans
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        plans.la_code = survivors.la_code
        and plans.source_person_id = survivors.source_person_id
where
    plans.cin_plan_start_date is not null
    and coalesce(plans.cin_plan_end_date, plans.cin_plan_start_date) >= plans.cin_plan_start_date
