/* rule
name: A child protection plan that begins and ends on one day
dfe: [CIN 8840]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_end_date, cp_plan_start_date]
fault: date
message: The plan ends on the day it begins.
remedy: Correct the end of the plan, or remove it.
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
where
    records.cp_plan_end_date = records.cp_plan_start_date
    and not coalesce(records.cp_plan_ola, false)
