-- involvements: the latest word on each record, trimmed, blanks as null
-- grain    one row per involvement of a professional with a person
-- key      la_code, involvements_id
-- units    dates
-- source   landed.involvements
select
    la_code,
    nullif(trim(involvements_id), '') as involvements_id,
    nullif(trim(professional_id), '') as professional_id,
    nullif(trim(professional_role_id), '') as professional_role_id,
    nullif(trim(professional_team), '') as professional_team,
    involvement_start_date,
    involvement_end_date,
    nullif(trim(worker_change_reason), '') as worker_change_reason,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(referral_id), '') as referral_id,
    source_file,
    source_row,
    drop_month
from landed.involvements
