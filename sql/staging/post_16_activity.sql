-- post_16_activity: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per spell of education, employment, training or none of a young person
-- key      la_code, activity_id
-- units    dates; flags true, false or not recorded
-- source   landed.post_16_activity
select
    la_code,
    nullif(trim(activity_id), '') as activity_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(activity_code), '') as activity_code,
    has_plan,
    start_date,
    end_date,
    source_file,
    source_row,
    drop_month
from landed.post_16_activity
