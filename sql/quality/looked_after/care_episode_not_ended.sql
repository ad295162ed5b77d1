/* rule
name: An open episode of care followed by another
dfe: [SSDA903 142]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_date, cla_episode_start_date]
fault: missing date
message: The episode is open and a later one of the child has begun.
remedy: End the episode on the day the next one began.
*/
select
    la_code,
    cla_episode_id as record_id,
    source_person_id,
    source_file,
    source_row,
    drop_month
from intermediate.int_cla_episodes__sequenced
where
    cla_episode_ceased_date is null
    and next_start_date is not null
