/* rule
name: A child in need plan that begins and ends on one day
dfe: [CIN 4012Q]
severity: query
records: [cin_plans]
columns:
  cin_plans: [cin_plan_end_date, cin_plan_start_date]
fault: date
message: The plan ends on the day it begins.
remedy: Correct the end of the plan, or remove it.
*/
select
    records.la_code,
    records.cin_plan_id as record_id,
    records.source_person_id,
    records.cin_plan_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_plans as records
where records.cin_plan_end_date = records.cin_plan_start_date
