-- early_help_episodes: the latest word on each record, trimmed, blanks as null
-- grain    one row per early help episode of a child
-- key      la_code, episode_id
-- units    dates
-- source   landed.early_help_episodes
select
    la_code,
    nullif(trim(episode_id), '') as episode_id,
    nullif(trim(source_person_id), '') as source_person_id,
    episode_start_date,
    episode_end_date,
    nullif(trim(episode_reason), '') as episode_reason,
    nullif(trim(episode_end_reason), '') as episode_end_reason,
    nullif(trim(episode_organisation), '') as episode_organisation,
    nullif(trim(episode_worker_id), '') as episode_worker_id,
    nullif(trim(episode_team_id), '') as episode_team_id,
    source_file,
    source_row,
    drop_month
from landed.early_help_episodes
