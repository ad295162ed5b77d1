-- cin_episodes: the latest word on each record, trimmed, blanks as null
-- grain    one row per referral of a child (child in need episode)
-- key      la_code, referral_id
-- units    dates; flags true, false or not recorded
-- source   landed.cin_episodes
select
    la_code,
    nullif(trim(referral_id), '') as referral_id,
    nullif(trim(source_person_id), '') as source_person_id,
    referral_date,
    nullif(trim(cin_primary_need_code), '') as cin_primary_need_code,
    nullif(trim(referral_source_code), '') as referral_source_code,
    nullif(trim(referral_source_desc), '') as referral_source_desc,
    nullif(trim(referral_outcome_json), '') as referral_outcome_json,
    referral_nfa,
    nullif(trim(close_reason), '') as close_reason,
    close_date,
    nullif(trim(referral_team), '') as referral_team,
    nullif(trim(referral_worker_id), '') as referral_worker_id,
    referral_decision_date,
    nullif(trim(referral_decision_team_id), '') as referral_decision_team_id,
    nullif(trim(referral_decision_worker_id), '') as referral_decision_worker_id,
    source_file,
    source_row,
    drop_month
from landed.cin_episodes
