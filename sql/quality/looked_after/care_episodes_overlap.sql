/* rule
name: An episode of care begun before the one before it ended
dfe: [SSDA903 501]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_date, cla_episode_ceased_date]
fault: date
message: The episode begins before the child's episode before it ended.
remedy: Correct when the one before ended, or when this one began.
*/
select
    la_code,
    cla_episode_id as record_id,
    source_person_id,
    cla_episode_start_date as on_date,
    source_file,
    source_row,
    drop_month
from intermediate.int_cla_episodes__sequenced
where
    cla_episode_start_date < previous_ceased_date
