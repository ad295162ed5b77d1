/* rule
name: A review conference after its plan ended
severity: query
records: [cp_reviews]
columns:
  cp_reviews: [cp_review_date]
  cp_plans: [cp_plan_end_date]
fault: date
message: The review is dated after the plan ended.
remedy: Correct the date of the review, or when the plan ended.
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
inner join staging.cp_plans as plans
    on
        records.la_code = plans.la_code
        and records.cp_plan_id = plans.cp_plan_id
        and records.cp_review_date > plans.cp_plan_end_date
