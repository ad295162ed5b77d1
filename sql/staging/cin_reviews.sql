-- cin_reviews: the latest word on each record, trimmed, blanks as null
-- grain    one row per review held of a child in need plan
-- key      la_code, cin_review_id
-- units    dates
-- source   landed.cin_reviews
select
    la_code,
    nullif(trim(cin_review_id), '') as cin_review_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cin_plan_id), '') as cin_plan_id,
    cin_review_date,
    source_file,
    source_row,
    drop_month
from landed.cin_reviews
