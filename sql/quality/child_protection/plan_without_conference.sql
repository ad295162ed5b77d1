/* rule
name: A child protection plan without an initial conference
dfe: [CIN 2883]
severity: query
records: [cp_plans]
columns:
  cp_plans: [icpc_id, cp_plan_start_date]
  initial_cp_conference: [icpc_date]
fault: id
message: >-
  The plan names no conference on record and the child had none in the fifteen days before it.
remedy: Record the conference that decided on the plan.
*/
select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
    records.cp_plan_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_plans as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join staging.initial_cp_conference as named
    on
        records.la_code = named.la_code
        and records.icpc_id = named.icpc_id
left join intermediate.int_icpc__linked as held
    on
        survivors.la_code = held.la_code
        and survivors.person_id = held.person_id
        and held.icpc_date between records.cp_plan_start_date - 15 and records.cp_plan_start_date
where
    not coalesce(records.cp_plan_ola, false)
    and named.icpc_id is null
    and held.icpc_id is null
    -- conferences of long ago may not have been sent
    and records.cp_plan_start_date >= (
        select min(sent.icpc_date) from staging.initial_cp_conference as sent
        where sent.la_code = records.la_code
    )
