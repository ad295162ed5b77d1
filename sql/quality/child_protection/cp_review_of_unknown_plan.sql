/* rule
name: A review conference of a plan that was not sent
severity: error
records: [cp_reviews]
columns:
  cp_reviews: [cp_plan_id]
fault: id
message: The plan it belongs to was not sent, so the review counts for none.
remedy: Correct the plan it names, or send the plan.
*/
select
    records.la_code,
    records.cp_review_id as record_id,
    records.source_person_id,
    records.cp_review_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_reviews as records
left join staging.cp_plans as plans
    on
        records.la_code = plans.la_code
        and records.cp_plan_id = plans.cp_plan_id
where plans.cp_plan_id is null
