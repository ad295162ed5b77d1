-- cla_episodes: the latest word on each record, trimmed, blanks as null
-- grain    one row per episode of care; a change of legal status, placement or carer starts one
-- key      la_code, cla_episode_id
-- units    dates
-- source   landed.cla_episodes
select
    la_code,
    nullif(trim(cla_episode_id), '') as cla_episode_id,
    nullif(trim(source_person_id), '') as source_person_id,
    cla_episode_start_date,
    nullif(trim(cla_episode_start_reason), '') as cla_episode_start_reason,
    nullif(trim(cla_primary_need_code), '') as cla_primary_need_code,
    cla_episode_ceased_date,
    nullif(trim(cla_episode_ceased_reason), '') as cla_episode_ceased_reason,
    nullif(trim(cla_id), '') as cla_id,
    nullif(trim(referral_id), '') as referral_id,
    nullif(trim(cla_placement_id), '') as cla_placement_id,
    entered_care_date,
    cla_last_iro_contact_date,
    placement_decision_date,
    source_file,
    source_row,
    drop_month
from landed.cla_episodes
