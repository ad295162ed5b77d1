-- cin_visits: the latest word on each record, trimmed, blanks as null
-- grain    one row per child in need visit to a child
-- key      la_code, cin_visit_id
-- units    dates; flags true, false or not recorded
-- source   landed.cin_visits
select
    la_code,
    nullif(trim(cin_visit_id), '') as cin_visit_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cin_visit_date,
    cin_visit_seen,
    cin_visit_seen_alone,
    cin_visit_bedroom,
    source_file,
    source_row,
    drop_month
from landed.cin_visits
