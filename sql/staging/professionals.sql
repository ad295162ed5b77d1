-- professionals: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per professional, as the source holds them today
-- key      la_code, professional_id
-- units    full_time_equivalency 1 = full time; flags true, false or not recorded
-- source   landed.professionals
select
    la_code,
    nullif(trim(professional_id), '') as professional_id,
    nullif(trim(staff_id), '') as staff_id,
    nullif(trim(professional_name), '') as professional_name,
    nullif(trim(social_worker_registration_no), '') as social_worker_registration_no,
    nullif(trim(professional_job_title), '') as professional_job_title,
    professional_caseload,
    nullif(trim(professional_department), '') as professional_department,
    full_time_equivalency,
    agency_worker_flag,
    source_file,
    source_row,
    drop_month
from landed.professionals
