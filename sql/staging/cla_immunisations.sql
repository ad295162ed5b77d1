-- cla_immunisations: the latest word on each record, trimmed, blanks as null
-- grain    one row per looked-after child
-- key      la_code, source_person_id
-- units    dates
-- source   landed.cla_immunisations
select
    la_code,
    nullif(trim(source_person_id), '') as source_person_id,
    immunisations_status,
    immunisations_status_date,
    source_file,
    source_row,
    drop_month
from landed.cla_immunisations
