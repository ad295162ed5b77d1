/* rule
name: Care after the child died or was found to be an adult
dfe: [SSDA903 437]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_date, cla_episode_ceased_reason]
fault: date
message: The episode before ended because the child died or was 18 or over.
remedy: Correct why the one before ended, or remove this one.
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
    previous_ceased_reason in ('E2', 'E15')
