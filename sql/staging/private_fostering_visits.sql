-- private_fostering_visits: the latest word on each record, trimmed, blanks as null
-- grain    one row per visit under a private fostering arrangement
-- key      la_code, private_visit_id
-- units    dates
-- source   landed.private_fostering_visits
select
    la_code,
    nullif(trim(private_visit_id), '') as private_visit_id,
    nullif(trim(arrangement_id), '') as arrangement_id,
    visit_date,
    source_file,
    source_row,
    drop_month
from landed.private_fostering_visits
