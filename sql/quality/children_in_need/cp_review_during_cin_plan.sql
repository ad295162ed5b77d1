/* rule
name: A child protection review held while a child in need plan was in force
dfe: [CIN 4003]
severity: query
records: [cp_reviews]
columns:
  cp_reviews: [cp_review_date]
  cin_plans: [cin_plan_start_date, cin_plan_end_date]
fault: date
message: A child in need plan of the child was in force on the day of the review.
remedy: Correct the date of the review, or when the child in need plan began or ended.
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

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
where
    exists (
        select 1 from intermediate.int_cin_plans__valid as plans
        where
            plans.la_code = survivors.la_code
            and plans.person_id = survivors.person_id
            and plans.start_date < records.cp_review_date
            and coalesce(plans.end_date, date '9999-12-31') > records.cp_review_date
    )
