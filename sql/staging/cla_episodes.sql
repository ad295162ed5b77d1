-- cla_episodes: the latest word on each record, trimmed, blanks as null
-- grain    one row per episode of care; a change of legal status, placement or carer starts one
-- key      la_code, cla_episode_id
-- units    dates
-- source   landed.cla_episodes, staging.cla_ids (a period several returns tell of has one id)
select
    records.la_code,
    nullif(trim(records.cla_episode_id), '') as cla_episode_id,
    nullif(trim(records.source_person_id), '') as source_person_id,
    records.cla_episode_start_date,
    nullif(trim(records.cla_episode_start_reason), '') as cla_episode_start_reason,
    nullif(trim(records.cla_primary_need_code), '') as cla_primary_need_code,
    records.cla_episode_ceased_date,
    nullif(trim(records.cla_episode_ceased_reason), '') as cla_episode_ceased_reason,
    coalesce(ids.first_cla_id, nullif(trim(records.cla_id), '')) as cla_id,
    nullif(trim(records.referral_id), '') as referral_id,
    nullif(trim(records.cla_placement_id), '') as cla_placement_id,
    records.entered_care_date,
    records.cla_last_iro_contact_date,
    records.placement_decision_date,
    records.source_file,
    records.source_row,
    records.drop_month
from landed.cla_episodes as records
-- left: most periods are told whole
left join staging.cla_ids as ids
    on
        records.la_code = ids.la_code
        and trim(records.cla_id) = ids.cla_id
