-- sdq_scores: the latest word on each record, trimmed, blanks as null
-- grain    one row per strengths and difficulties questionnaire
-- key      la_code, table_id
-- units    dates
-- source   landed.sdq_scores
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    sdq_completed_date,
    nullif(trim(sdq_reason), '') as sdq_reason,
    nullif(trim(sdq_score), '') as sdq_score,
    source_file,
    source_row,
    drop_month
from landed.sdq_scores
