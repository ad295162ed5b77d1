-- deprivation_orders: the latest word on each record, trimmed, blanks as null
-- grain    one row per deprivation of liberty order for a looked-after child
-- key      la_code, order_id
-- units    dates
-- source   landed.deprivation_orders
select
    la_code,
    nullif(trim(order_id), '') as order_id,
    nullif(trim(source_person_id), '') as source_person_id,
    start_date,
    end_date,
    source_file,
    source_row,
    drop_month
from landed.deprivation_orders
