-- cp_visits: the latest word on each record, trimmed, blanks as null
-- grain    one row per child protection visit to a child
-- key      la_code, cp_visit_id
-- units    dates; flags true, false or not recorded
-- source   landed.cp_visits
select
    la_code,
    nullif(trim(cp_visit_id), '') as cp_visit_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cp_plan_id), '') as cp_plan_id,
    cp_visit_date,
    cp_visit_seen,
    cp_visit_seen_alone,
    cp_visit_bedroom,
    source_file,
    source_row,
    drop_month
from landed.cp_visits
