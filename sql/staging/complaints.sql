-- complaints: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per complaint and stage, or per compliment
-- key      la_code, complaint_id
-- units    dates; stage 1 to 3, null for a compliment
-- source   landed.complaints
select
    la_code,
    nullif(trim(complaint_id), '') as complaint_id,
    nullif(trim(kind), '') as kind,
    stage,
    nullif(trim(team_id), '') as team_id,
    received_date,
    is_extended,
    responded_date,
    withdrawn_date,
    source_file,
    source_row,
    drop_month
from landed.complaints
