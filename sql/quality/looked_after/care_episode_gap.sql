/* rule
name: An episode that goes on from no other
dfe: [SSDA903 433]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_date, cla_episode_start_reason]
fault: date
message: >-
  The episode is said to continue care and does not begin on the day the one before ended.
remedy: Correct the dates, or the reason the episode began.
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
    cla_episode_start_reason in ('L', 'P', 'T', 'B', 'U')
    and cla_episode_start_date > previous_ceased_date
