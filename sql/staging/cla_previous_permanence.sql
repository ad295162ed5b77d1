-- cla_previous_permanence: the latest word on each record, trimmed, blanks as null
-- grain    one row per earlier permanence order of a looked-after child
-- key      la_code, table_id
-- units    dates
-- source   landed.cla_previous_permanence
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(previous_permanence_order_date), '') as previous_permanence_order_date,
    nullif(trim(previous_permanence_option), '') as previous_permanence_option,
    nullif(trim(previous_permanence_la), '') as previous_permanence_la,
    source_file,
    source_row,
    drop_month
from landed.cla_previous_permanence
