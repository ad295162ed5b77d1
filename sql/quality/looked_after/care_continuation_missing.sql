/* rule
name: An episode followed by another that was not sent
dfe: [SSDA903 388]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_reason, cla_episode_ceased_date]
fault: code
message: The episode is said to be followed by another on the day it ended and none is.
remedy: Record the next episode, or why care ended.
*/
select
    la_code,
    cla_episode_id as record_id,
    source_person_id,
    cla_episode_ceased_date as on_date,
    source_file,
    source_row,
    drop_month
from intermediate.int_cla_episodes__sequenced
where
    cla_episode_ceased_reason = 'X1'
    and next_start_date is null
