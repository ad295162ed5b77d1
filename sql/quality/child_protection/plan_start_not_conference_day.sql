/* rule
name: A child protection plan that begins on another day than its conference
dfe: [CIN 2885]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_start_date, icpc_id]
  initial_cp_conference: [icpc_date]
fault: date
message: The plan begins on another day than the conference that decided on it.
remedy: Correct the start of the plan, or the conference it names.
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
inner join staging.initial_cp_conference as conferences
    on
        records.la_code = conferences.la_code
        and records.icpc_id = conferences.icpc_id
        and records.cp_plan_start_date <> conferences.icpc_date
        and not coalesce(conferences.icpc_transfer_in, false)
where not coalesce(records.cp_plan_ola, false)
