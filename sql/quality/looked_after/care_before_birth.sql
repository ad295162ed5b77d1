/* rule
name: Care begun before the child was born
dfe: [SSDA903 302]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_date]
  person: [dob]
fault: date
message: The episode begins before the birth date.
remedy: Correct the birth date or the start of the episode.
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

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where records.cla_episode_start_date < persons.dob
