-- person: the latest word on each record, trimmed, blanks as null
-- grain    one row per person known to the source system
-- key      la_code, source_person_id
-- units    dates; flags true, false or not recorded
-- source   landed.person
-- Names are left behind here: no figure needs them.
select
    la_code,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(sex), '') as sex,
    nullif(trim(gender), '') as gender,
    nullif(trim(ethnicity), '') as ethnicity,
    dob,
    nullif(trim(common_child_id), '') as common_child_id,
    nullif(trim(legacy_id), '') as legacy_id,
    nullif(trim(upn_unknown), '') as upn_unknown,
    send_flag,
    expected_dob,
    death_date,
    is_mother,
    nullif(trim(nationality), '') as nationality,
    source_file,
    source_row,
    drop_month
from landed.person
