-- disability: the latest word on each record, trimmed, blanks as null
-- grain    one row per disability of a person
-- key      la_code, table_id
-- units    none
-- source   landed.disability
select
    la_code,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(disability_code), '') as disability_code,
    source_file,
    source_row,
    drop_month
from landed.disability
