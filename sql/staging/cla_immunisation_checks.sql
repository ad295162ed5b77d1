-- cla_immunisation_checks: the latest word on each record, trimmed, blanks as null
-- grain    one row per occasion on which a looked-after child's immunisations were checked
-- key      la_code, immunisation_check_id
-- units    dates
-- source   landed.cla_immunisation_checks
select
    la_code,
    nullif(trim(immunisation_check_id), '') as immunisation_check_id,
    nullif(trim(source_person_id), '') as source_person_id,
    check_date,
    is_complete,
    source_file,
    source_row,
    drop_month
from landed.cla_immunisation_checks
