/* rule
name: A review conference on or before the day its plan began
dfe: [CIN 8841]
severity: error
records: [cp_reviews]
columns:
  cp_reviews: [cp_review_date]
  cp_plans: [cp_plan_start_date]
fault: date
message: The review is dated on or before the day the plan began.
remedy: Correct the date of the review, or the plan it belongs to.
*/
select
    reviews.la_code,
    reviews.cp_review_id as record_id,
    reviews.source_person_id,
    reviews.cp_review_date as on_date,
    reviews.source_file,
    reviews.source_row,
    reviews.drop_month
from staging.cp_reviews as reviews
inner join staging.cp_plans as plans
    on
        reviews.la_code = plans.la_code
        and reviews.cp_plan_id = plans.cp_plan_id
        and reviews.cp_review_date <= plans.cp_plan_start_date
