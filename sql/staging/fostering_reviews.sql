-- fostering_reviews: the latest word on each record, trimmed, blanks as null
-- grain    one row per review of, or unannounced visit to, a fostering household
-- key      la_code, fostering_review_id
-- units    dates
-- source   landed.fostering_reviews
select
    la_code,
    nullif(trim(fostering_review_id), '') as fostering_review_id,
    nullif(trim(household_id), '') as household_id,
    nullif(trim(kind), '') as kind,
    review_date,
    source_file,
    source_row,
    drop_month
from landed.fostering_reviews
