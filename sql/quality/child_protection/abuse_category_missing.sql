/* rule
name: A child protection plan without a known category of abuse
dfe: [CIN 8905, CIN 8910]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_latest_category, cp_plan_initial_category]
fault: missing code
message: The category of abuse is blank or no code of the list.
remedy: Record the category.
*/
with
said as (
    select
        la_code,
        cp_plan_id,
        source_person_id,
        cp_plan_start_date,
        unnest(['cp_plan_initial_category', 'cp_plan_latest_category']) as column_name,
        unnest([cp_plan_initial_category, cp_plan_latest_category]) as category,
        source_file,
        source_row,
        drop_month
    from staging.cp_plans
    where not coalesce(cp_plan_ola, false)
)

select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
    records.cp_plan_start_date as on_date,
    records.column_name,
    records.source_file,
    records.source_row,
    records.drop_month
from said as records
left join ref.code as codes
    on records.category = codes.code and codes.code_set = 'abuse_category'
where codes.code is null
