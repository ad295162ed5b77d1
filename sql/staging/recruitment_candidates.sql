-- recruitment_candidates: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per candidate for a permanent post
-- key      la_code, candidate_id
-- units    dates
-- source   landed.recruitment_candidates
select
    la_code,
    nullif(trim(candidate_id), '') as candidate_id,
    nullif(trim(route), '') as route,
    nullif(trim(target_team_id), '') as target_team_id,
    enquiry_date,
    application_date,
    shortlisted_date,
    interview_date,
    offer_date,
    accepted_date,
    start_date,
    withdrawn_date,
    nullif(trim(fills), '') as fills,
    source_file,
    source_row,
    drop_month
from landed.recruitment_candidates
