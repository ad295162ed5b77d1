-- s47_enquiry: the latest word on each record, trimmed, blanks as null
-- grain    one row per child per section 47 enquiry
-- key      la_code, s47_enquiry_id
-- units    dates; flags true, false or not recorded
-- source   landed.s47_enquiry
select
    la_code,
    nullif(trim(s47_enquiry_id), '') as s47_enquiry_id,
    nullif(trim(referral_id), '') as referral_id,
    nullif(trim(source_person_id), '') as source_person_id,
    s47_start_date,
    s47_end_date,
    s47_nfa,
    nullif(trim(s47_outcome_json), '') as s47_outcome_json,
    nullif(trim(s47_completed_by_worker_id), '') as s47_completed_by_worker_id,
    nullif(trim(s47_completed_by_team), '') as s47_completed_by_team,
    source_file,
    source_row,
    drop_month
from landed.s47_enquiry
