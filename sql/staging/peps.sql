-- peps: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per personal education plan of a looked-after child
-- key      la_code, pep_id
-- units    dates; flags true, false or not recorded
-- source   landed.peps
select
    la_code,
    nullif(trim(pep_id), '') as pep_id,
    nullif(trim(source_person_id), '') as source_person_id,
    started_date,
    completed_date,
    is_electronic,
    source_file,
    source_row,
    drop_month
from landed.peps
