-- int_s47__unique: section 47 enquiries, overlapping ones of one episode counted once
-- grain    one row per child and enquiry
-- key      la_code, s47_enquiry_id
-- units    dates, end_date null while the enquiry goes on
-- source   intermediate.int_s47__grouped
select
    la_code,
    s47_enquiry_id,
    person_id,
    referral_id,
    start_date,
    end_date,
    is_nfa,
    team_id,
    worker_id
from intermediate.int_s47__grouped
where s47_enquiry_id = kept_s47_enquiry_id
