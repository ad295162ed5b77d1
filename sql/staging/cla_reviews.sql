-- cla_reviews: the latest word on each record, trimmed, blanks as null
-- grain    one row per review of a looked-after child
-- key      la_code, cla_review_id
-- units    dates; flags true, false or not recorded
-- source   landed.cla_reviews
select
    la_code,
    nullif(trim(cla_review_id), '') as cla_review_id,
    nullif(trim(cla_id), '') as cla_id,
    cla_review_due_date,
    cla_review_date,
    cla_review_cancelled,
    nullif(trim(cla_review_participation), '') as cla_review_participation,
    nullif(trim(iro_id), '') as iro_id,
    source_file,
    source_row,
    drop_month
from landed.cla_reviews
