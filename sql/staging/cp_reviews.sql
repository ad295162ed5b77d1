-- cp_reviews: the latest word on each record, trimmed, blanks as null
-- grain    one row per child protection review conference of a plan
-- key      la_code, cp_review_id
-- units    dates; flags true, false or not recorded
-- source   landed.cp_reviews
select
    la_code,
    nullif(trim(cp_review_id), '') as cp_review_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cp_plan_id), '') as cp_plan_id,
    cp_review_due,
    cp_review_date,
    nullif(trim(cp_review_meeting_id), '') as cp_review_meeting_id,
    cp_review_outcome_continue_cp,
    cp_review_quorate,
    cp_review_participation,
    nullif(trim(chair_id), '') as chair_id,
    source_file,
    source_row,
    drop_month
from landed.cp_reviews
