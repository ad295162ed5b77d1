-- initial_cp_conference: the latest word on each record, trimmed, blanks as null
-- grain    one row per child considered at an initial child protection conference
-- key      la_code, icpc_id
-- units    dates; flags true, false or not recorded
-- source   landed.initial_cp_conference
select
    la_code,
    nullif(trim(icpc_id), '') as icpc_id,
    nullif(trim(icpc_meeting_id), '') as icpc_meeting_id,
    nullif(trim(s47_enquiry_id), '') as s47_enquiry_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cp_plan_id), '') as cp_plan_id,
    nullif(trim(referral_id), '') as referral_id,
    icpc_transfer_in,
    icpc_target_date,
    icpc_date,
    icpc_outcome_cp_flag,
    nullif(trim(icpc_outcome_json), '') as icpc_outcome_json,
    nullif(trim(icpc_team), '') as icpc_team,
    nullif(trim(icpc_worker_id), '') as icpc_worker_id,
    nullif(trim(chair_id), '') as chair_id,
    icpc_transfer_notified_date,
    icpc_participation,
    icpc_quorate,
    source_file,
    source_row,
    drop_month
from landed.initial_cp_conference
