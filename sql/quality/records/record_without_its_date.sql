/* rule
name: A record without the date it counts by
severity: error
records: [cp_reviews, cla_reviews, pre_proceedings, cla_health, sdq_scores]
columns:
  cp_reviews: [cp_review_date, cp_review_due]
  cla_reviews: [cla_review_date]
  pre_proceedings: [pre_pro_decision_date]
  cla_health: [health_check_date]
  sdq_scores: [sdq_completed_date]
fault: missing date
message: The date it counts by is blank, so it counts in no figure.
remedy: Enter the date.
*/
with
records as (
    select
        la_code,
        'cp_reviews' as table_name,
        cp_review_id as record_id,
        source_person_id,
        source_file,
        source_row,
        drop_month
    from staging.cp_reviews
    where coalesce(cp_review_date, cp_review_due) is null
    union all
    select
        la_code,
        'cla_reviews' as table_name,
        cla_review_id as record_id,
        cast(null as varchar) as source_person_id,
        source_file,
        source_row,
        drop_month
    from staging.cla_reviews
    where coalesce(cla_review_date, cla_review_due_date) is null
    union all
    select
        la_code,
        'pre_proceedings' as table_name,
        table_id as record_id,
        source_person_id,
        source_file,
        source_row,
        drop_month
    from staging.pre_proceedings
    where pre_pro_decision_date is null
    union all
    select
        la_code,
        'cla_health' as table_name,
        health_check_id as record_id,
        source_person_id,
        source_file,
        source_row,
        drop_month
    from staging.cla_health
    where health_check_date is null
    union all
    select
        la_code,
        'sdq_scores' as table_name,
        table_id as record_id,
        source_person_id,
        source_file,
        source_row,
        drop_month
    from staging.sdq_scores
    where sdq_score is not null and sdq_completed_date is null
)

select records.*
from records
