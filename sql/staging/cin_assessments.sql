-- cin_assessments: the latest word on each record, trimmed, blanks as null
-- grain    one row per assessment of a child
-- key      la_code, assessment_id
-- units    dates; flags true, false or not recorded
-- source   landed.cin_assessments
select
    la_code,
    nullif(trim(assessment_id), '') as assessment_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(referral_id), '') as referral_id,
    assessment_start_date,
    assessment_child_seen,
    assessment_auth_date,
    nullif(trim(assessment_outcome_json), '') as assessment_outcome_json,
    assessment_outcome_nfa,
    nullif(trim(assessment_team), '') as assessment_team,
    nullif(trim(assessment_worker_id), '') as assessment_worker_id,
    child_first_seen_date,
    source_file,
    source_row,
    drop_month
from landed.cin_assessments
