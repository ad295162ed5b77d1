/* rule
name: A child protection plan open for over three months and never reviewed
dfe: [CIN 8842Q]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_start_date]
  cp_reviews: [cp_review_date]
fault: missing date
message: >-
  The plan has been open for more than three months and no review is recorded; it counts as late.
remedy: Record the review if it was held; else hold it.
*/
select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_plans as records
inner join intermediate.int_cp_plans__valid as plans
    on
        records.la_code = plans.la_code
        and records.cp_plan_id = plans.cp_plan_id
        and plans.end_date is null
cross join ref.run as run
left join intermediate.int_cp_reviews__held as reviews
    on
        records.la_code = reviews.la_code
        and records.cp_plan_id = reviews.cp_plan_id
where
    reviews.cp_plan_id is null
    and records.cp_plan_start_date + interval 3 month < run.extract_date
