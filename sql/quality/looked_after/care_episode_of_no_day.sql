/* rule
name: An episode of care that ends on the day it begins
dfe: [SSDA903 355]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_date, cla_episode_start_date]
fault: date
message: The episode ends on the day it begins.
remedy: Remove the episode, or correct its dates.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.cla_episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records
where records.cla_episode_ceased_date = records.cla_episode_start_date
