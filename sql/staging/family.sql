-- family: the latest word on each record, trimmed, blanks as null
-- grain    one row per person in a family
-- key      la_code, table_id
-- units    none
-- source   landed.family
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(family_id), '') as family_id,
    nullif(trim(source_person_id), '') as source_person_id,
    source_file,
    source_row,
    drop_month
from landed.family
