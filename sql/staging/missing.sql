-- missing: the latest word on each record, trimmed, blanks as null
-- grain    one row per missing or absent episode of a person
-- key      la_code, table_id
-- units    dates
-- source   landed.missing
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    missing_episode_start_date,
    nullif(trim(missing_episode_type), '') as missing_episode_type,
    missing_episode_end_date,
    nullif(trim(missing_rhi_offered), '') as missing_rhi_offered,
    nullif(trim(missing_rhi_accepted), '') as missing_rhi_accepted,
    missing_rhi_completed_date,
    nullif(trim(missing_rhi_id), '') as missing_rhi_id,
    nullif(trim(missing_from), '') as missing_from,
    source_file,
    source_row,
    drop_month
from landed.missing
