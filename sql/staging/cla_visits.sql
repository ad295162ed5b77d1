-- cla_visits: the latest word on each record, trimmed, blanks as null
-- grain    one row per visit to a looked-after child
-- key      la_code, cla_visit_id
-- units    dates; flags true, false or not recorded
-- source   landed.cla_visits
select
    la_code,
    nullif(trim(cla_visit_id), '') as cla_visit_id,
    nullif(trim(cla_id), '') as cla_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cla_visit_date,
    cla_visit_seen,
    cla_visit_seen_alone,
    source_file,
    source_row,
    drop_month
from landed.cla_visits
