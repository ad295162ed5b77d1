-- int_cp_plans__anchored: child protection plans with the day their review clock started
-- grain    one row per child protection plan of this authority
-- key      la_code, cp_plan_id
-- units    dates
-- source   intermediate.int_cp_plans__valid, staging.initial_cp_conference
-- The clock runs from the initial conference (LAIT indicator 19), or from the plan's start if no
-- conference is recorded or the child moved here under another authority's plan.
with
conferences as (
    select
        la_code,
        icpc_id,
        icpc_date,
        chair_id,
        coalesce(icpc_transfer_in, false) as is_transfer_in
    from staging.initial_cp_conference
)

select
    plans.la_code,
    plans.cp_plan_id,
    plans.person_id,
    plans.start_date,
    plans.end_date,
    case
        when conferences.is_transfer_in then plans.start_date
        else coalesce(conferences.icpc_date, plans.start_date)
    end as anchor_date,
    conferences.icpc_date as conference_date,
    conferences.chair_id as conference_chair_id
from intermediate.int_cp_plans__valid as plans
-- left: not every plan names its conference
left join conferences
    on
        plans.la_code = conferences.la_code
        and plans.icpc_id = conferences.icpc_id
