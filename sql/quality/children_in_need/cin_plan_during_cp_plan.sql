/* rule
name: A child in need plan in force beside a child protection plan
dfe: [CIN 4001, CIN 4016, CIN 4017]
severity: query
records: [cin_plans]
columns:
  cin_plans: [cin_plan_start_date, cin_plan_end_date]
  cp_plans: [cp_plan_start_date, cp_plan_end_date]
fault: date
message: A child protection plan of the child is in force for some of the same days.
remedy: End the one when the other begins.
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
inner join intermediate.int_cin_plans__valid as own
    on
        records.la_code = own.la_code
        and records.cin_plan_id = own.cin_plan_id
where
    exists (
        select 1 from intermediate.int_cp_plans__valid as plans
        where
            plans.la_code = own.la_code
            and plans.person_id = own.person_id
            and plans.start_date < coalesce(own.end_date, date '9999-12-31')
            and own.start_date < coalesce(plans.end_date, date '9999-12-31')
    )
