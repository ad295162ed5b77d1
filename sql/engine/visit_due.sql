-- visit_due: when each child on a protection plan or a plan in need is next to be visited
-- grain    one row per plan open at the month's end; none of a kind of visit never sent
-- key      la_code, action, record_id
-- units    dates; the clocks are those of the visiting KPIs, visits up to the extract count
-- source   intermediate.int_cp_visit_steps, int_cin_plans__month_end, int_cin_visits__seen,
--          ref.parameter, ref.run, seed.coverage
with
limits as (
    select cast(value_number as integer) as interval_days
    from ref.parameter
    where name = 'cin_visit_interval_days'
),

sent as (
    select table_name
    from seed.coverage
    where is_sent
),

in_need as (
    select
        plans.la_code,
        plans.person_id,
        plans.cin_plan_id as record_id,
        coalesce(max(visits.visited_on), plans.start_date) + limits.interval_days as due_date
    from intermediate.int_cin_plans__month_end as plans
    cross join limits
    inner join ref.run as run
        on plans.snapshot_date = run.data_to
    -- left: a child not seen under the plan is due an interval after its start
    left join intermediate.int_cin_visits__seen as visits
        on
            plans.la_code = visits.la_code
            and plans.person_id = visits.person_id
            and plans.start_date <= visits.visited_on
            and run.extract_date >= visits.visited_on
    group by
        plans.la_code, plans.person_id, plans.cin_plan_id, plans.start_date, limits.interval_days
)

select
    steps.la_code,
    steps.person_id,
    steps.cp_plan_id as record_id,
    'cp_plans' as record_table,
    'child protection visit to make' as action,
    steps.due_on as due_date
from intermediate.int_cp_visit_steps as steps
inner join sent
    on sent.table_name = 'cp_visits'
where steps.visited_on is null and steps.end_date is null
union all
select
    in_need.la_code,
    in_need.person_id,
    in_need.record_id,
    'cin_plans' as record_table,
    'child in need visit to make' as action,
    in_need.due_date
from in_need
inner join sent
    on sent.table_name = 'cin_visits'
