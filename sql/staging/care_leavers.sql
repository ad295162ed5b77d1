-- care_leavers: the latest word on each record, trimmed, blanks as null
-- grain    one row per care leaver
-- key      la_code, table_id
-- units    dates
-- source   landed.care_leavers
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
    nullif(trim(care_leaver_allocated_team), '') as care_leaver_allocated_team,
    nullif(trim(care_leaver_worker_id), '') as care_leaver_worker_id,
    care_leaver_support_requested,
    care_leaver_closed_date,
    source_file,
    source_row,
    drop_month
from landed.care_leavers
