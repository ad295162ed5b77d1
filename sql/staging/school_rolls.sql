-- school_rolls: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per spell of a child on the roll of a school
-- key      la_code, roll_id
-- units    dates
-- source   landed.school_rolls
select
    la_code,
    nullif(trim(roll_id), '') as roll_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(school_urn), '') as school_urn,
    start_date,
    end_date,
    weekly_hours,
    source_file,
    source_row,
    drop_month
from landed.school_rolls
