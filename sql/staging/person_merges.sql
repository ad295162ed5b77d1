-- person_merges: the latest word on each record, trimmed, blanks as null
-- grain    one row per person record merged into another
-- key      la_code, source_person_id
-- units    dates
-- source   landed.person_merges
select
    la_code,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(survivor_person_id), '') as survivor_person_id,
    merged_date,
    source_file,
    source_row,
    drop_month
from landed.person_merges
