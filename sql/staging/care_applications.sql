-- care_applications: the latest word on each record, trimmed, blanks as null
-- grain    one row per child in an application for a care or supervision order (section 31)
-- key      la_code, care_application_id
-- units    dates; flags true, false or not recorded
-- source   landed.care_applications
select
    la_code,
    nullif(trim(care_application_id), '') as care_application_id,
    nullif(trim(application_id), '') as application_id,
    nullif(trim(source_person_id), '') as source_person_id,
    letter_before_proceedings_date,
    fgdm_offered_date,
    fgdm_held_date,
    is_fgdm_not_in_interest,
    issued_date,
    concluded_date,
    source_file,
    source_row,
    drop_month
from landed.care_applications
