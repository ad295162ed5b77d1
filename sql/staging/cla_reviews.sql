-- cla_reviews: the latest word on each record, trimmed, blanks as null
-- grain    one row per review of a looked-after child
-- key      la_code, cla_review_id
-- units    dates; flags true, false or not recorded
-- source   landed.cla_reviews, staging.cla_ids (a period several returns tell of has one id)
select
    records.la_code,
    nullif(trim(records.cla_review_id), '') as cla_review_id,
    coalesce(ids.first_cla_id, nullif(trim(records.cla_id), '')) as cla_id,
    records.cla_review_due_date,
    records.cla_review_date,
    records.cla_review_cancelled,
    nullif(trim(records.cla_review_participation), '') as cla_review_participation,
    nullif(trim(records.iro_id), '') as iro_id,
    records.source_file,
    records.source_row,
    records.drop_month
from landed.cla_reviews as records
-- left: most periods are told whole
left join staging.cla_ids as ids
    on
        records.la_code = ids.la_code
        and trim(records.cla_id) = ids.cla_id
