/* rule
name: Care begun anew on the day it ended
dfe: [SSDA903 431, SSDA903 432]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_reason, cla_episode_start_date]
fault: code
message: Care ended and began on one day.
remedy: If care went on, correct why the one before ended and why this one began.
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
    cla_episode_start_reason = 'S'
    and cla_episode_start_date = previous_ceased_date
