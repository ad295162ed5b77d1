-- int_cp_plans__history: child protection plans with what went before them for the child
-- grain    one row per child protection plan of this authority
-- key      la_code, cp_plan_id
-- units    dates; previous_end_date = latest end of a plan of the child before this one started
-- source   intermediate.int_cp_plans__valid, staging.cp_plans, staging.initial_cp_conference
-- has_earlier_plan: the record counts previous plans, or an earlier one is on record here.
with
transfers as (
    select
        la_code,
        icpc_id
    from staging.initial_cp_conference
    where icpc_transfer_in
),

ended as (
    select
        plans.la_code,
        plans.cp_plan_id,
        max(earlier.end_date) as previous_end_date
    from intermediate.int_cp_plans__valid as plans
    inner join intermediate.int_cp_plans__valid as earlier
        on
            plans.la_code = earlier.la_code
            and plans.person_id = earlier.person_id
            and plans.start_date > earlier.end_date
    group by
        plans.la_code,
        plans.cp_plan_id
),

sequenced as (
    select
        la_code,
        cp_plan_id,
        icpc_id,
        person_id,
        start_date,
        end_date,
        min(start_date) over (partition by la_code, person_id) < start_date as is_after_another
    from intermediate.int_cp_plans__valid
)

select
    plans.la_code,
    plans.cp_plan_id,
    plans.person_id,
    plans.start_date,
    plans.end_date,
    transfers.icpc_id is not null as is_transfer_in,
    plans.is_after_another or coalesce(recorded.cp_plan_previous_count, 0) > 0 as has_earlier_plan,
    ended.previous_end_date
from sequenced as plans
inner join staging.cp_plans as recorded
    on
        plans.la_code = recorded.la_code
        and plans.cp_plan_id = recorded.cp_plan_id
-- left: not every plan names its conference, and few moved here
left join transfers
    on
        plans.la_code = transfers.la_code
        and plans.icpc_id = transfers.icpc_id
-- left: most plans are the child's first
left join ended
    on
        plans.la_code = ended.la_code
        and plans.cp_plan_id = ended.cp_plan_id
