-- cla_convictions: the latest word on each record, trimmed, blanks as null
-- grain    one row per conviction or caution of a looked-after child
-- key      la_code, cla_conviction_id
-- units    dates
-- source   landed.cla_convictions
select
    la_code,
    nullif(trim(cla_conviction_id), '') as cla_conviction_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cla_conviction_date,
    nullif(trim(cla_conviction_offence), '') as cla_conviction_offence,
    source_file,
    source_row,
    drop_month
from landed.cla_convictions
