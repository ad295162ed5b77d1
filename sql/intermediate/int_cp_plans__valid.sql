-- int_cp_plans__valid: child protection plans of this authority's own children
-- grain    one row per child protection plan
-- key      la_code, cp_plan_id
-- units    dates, end_date null while the plan is open
-- source   staging.cp_plans; merges through intermediate.int_persons__survivor
-- Plans held for another authority and plans that end before they start are left out.
with
plans as (
    select
        la_code,
        cp_plan_id,
        icpc_id,
        source_person_id,
        cp_plan_start_date,
        cp_plan_end_date,
        cp_plan_initial_category,
        cp_plan_latest_category
    from staging.cp_plans
    where
        not coalesce(cp_plan_ola, false)
        and cp_plan_start_date is not null
        and coalesce(cp_plan_end_date, cp_plan_start_date) >= cp_plan_start_date
),

plans_of_persons as (
    select
        plans.la_code,
        plans.cp_plan_id,
        plans.icpc_id,
        coalesce(survivors.person_id, plans.source_person_id) as person_id,
        plans.cp_plan_start_date as start_date,
        plans.cp_plan_end_date as end_date,
        plans.cp_plan_initial_category as initial_category,
        plans.cp_plan_latest_category as latest_category
    from plans
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            plans.la_code = survivors.la_code
            and plans.source_person_id = survivors.source_person_id
)

select
    la_code,
    cp_plan_id,
    icpc_id,
    person_id,
    start_date,
    end_date,
    initial_category,
    latest_category
from plans_of_persons
