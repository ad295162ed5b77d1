-- int_journey__origins: which entry of the stage before led to each entry of the journey
-- grain    one row per entry that followed from one of the stage before
-- key      la_code, stage_number, record_id
-- units    stage_number of the later entry; its origin is of the stage one lower
-- source   int_journey__linked; the later steps from int_icpc__unique, int_cp_plans__valid,
--          int_cla_periods
-- A conference follows the enquiry it is linked to, a plan its conference (named, or of the child
-- on the day it started), care the plan that was open when it began, its last day included.
with
plans as (
    select
        plans.la_code,
        plans.cp_plan_id,
        coalesce(named.icpc_id, same_day.icpc_id) as icpc_id
    from intermediate.int_cp_plans__valid as plans
    -- left: not every plan names a conference that stands
    left join intermediate.int_icpc__unique as named
        on
            plans.la_code = named.la_code
            and plans.icpc_id = named.icpc_id
    left join intermediate.int_icpc__unique as same_day
        on
            plans.la_code = same_day.la_code
            and plans.person_id = same_day.person_id
            and plans.start_date = same_day.icpc_date
),

care as (
    select
        periods.la_code,
        periods.last_episode_id,
        max_by(plans.cp_plan_id, (plans.start_date, plans.cp_plan_id)) as cp_plan_id
    from intermediate.int_cla_periods as periods
    -- inner: care that began under no plan came another way
    inner join intermediate.int_cp_plans__valid as plans
        on
            periods.la_code = plans.la_code
            and periods.person_id = plans.person_id
            and periods.start_date >= plans.start_date
            and periods.start_date <= coalesce(plans.end_date, date '9999-12-31')
    group by
        periods.la_code,
        periods.last_episode_id
)

select
    la_code,
    stage_number,
    record_id,
    origin_record_id
from intermediate.int_journey__linked
union all
select
    la_code,
    5 as stage_number,
    icpc_id as record_id,
    s47_enquiry_id as origin_record_id
from intermediate.int_icpc__unique
where s47_enquiry_id is not null and icpc_date >= s47_start_date
union all
select
    la_code,
    6 as stage_number,
    cp_plan_id as record_id,
    icpc_id as origin_record_id
from plans
where icpc_id is not null
union all
select
    la_code,
    7 as stage_number,
    last_episode_id as record_id,
    cp_plan_id as origin_record_id
from care
