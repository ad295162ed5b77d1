/* rule
name: A conference that decided on a plan, and no plan
severity: query
records: [initial_cp_conference]
columns:
  initial_cp_conference: [icpc_outcome_cp_flag, icpc_date]
  cp_plans: [cp_plan_start_date]
fault: code
message: The conference decided on a plan and none of the child begins in the ten days after it.
remedy: Record the plan, or correct the outcome of the conference.
*/
select
    records.la_code,
    records.icpc_id as record_id,
    records.source_person_id,
    records.icpc_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.initial_cp_conference as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
cross join ref.run as run
left join intermediate.int_cp_plans__valid as plans
    on
        survivors.la_code = plans.la_code
        and survivors.person_id = plans.person_id
        and plans.start_date between records.icpc_date - 1 and records.icpc_date + 10
where
    records.icpc_outcome_cp_flag
    and plans.cp_plan_id is null
    and records.icpc_date + 10 < run.extract_date
    and not coalesce(records.icpc_transfer_in, false)
