/* rule
name: A child protection plan that does not say how many there were before
dfe: [CIN 8730]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_previous_count]
fault: number
message: The number of earlier plans is blank.
remedy: Record how many plans the child has had before, here or elsewhere.
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
    records.cp_plan_previous_count is null
    and not coalesce(records.cp_plan_ola, false)
    -- a council that never says it has nothing to mend plan by plan
    and exists (
        select 1 from staging.cp_plans as said
        where
            said.la_code = records.la_code
            and said.cp_plan_previous_count is not null
    )
