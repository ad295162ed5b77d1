-- care_leavers__by_drop: what each drop said of each record, trimmed, blanks as null
-- grain    one row per care leaver and drop
-- key      la_code, table_id, drop_month
-- units    dates; drop_month as yyyy-mm
-- source   landed.care_leavers__by_drop
-- The source overwrites contact, home, activity and plan: each is true for its drop's month alone.
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(care_leaver_eligibility), '') as care_leaver_eligibility,
    nullif(trim(care_leaver_in_touch), '') as care_leaver_in_touch,
    care_leaver_latest_contact,
    nullif(trim(care_leaver_accommodation), '') as care_leaver_accommodation,
    nullif(trim(care_leaver_accom_suitable), '') as care_leaver_accom_suitable,
    nullif(trim(care_leaver_activity), '') as care_leaver_activity,
    pathway_plan_review_date,
    nullif(trim(care_leaver_personal_advisor), '') as care_leaver_personal_advisor,
    care_leaver_support_requested,
    care_leaver_closed_date,
    source_file,
    source_row,
    drop_month
from landed.care_leavers__by_drop
