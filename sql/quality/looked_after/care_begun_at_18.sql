/* rule
name: Care that began on or after the 18th birthday
dfe: [SSDA903 352]
severity: error
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_date]
  person: [dob]
fault: date
message: The period of care begins on or after the 18th birthday.
remedy: Correct the birth date or the start of care; support to an adult is no period of care.
*/
select
    episodes.la_code,
    episodes.cla_episode_id as record_id,
    episodes.source_person_id,
    episodes.cla_episode_start_date as on_date,
    episodes.source_file,
    episodes.source_row,
    episodes.drop_month
from staging.cla_episodes as episodes
inner join intermediate.int_cla_periods__recorded as periods
    on
        episodes.la_code = periods.la_code
        and episodes.cla_id = periods.cla_id
inner join intermediate.int_persons__current as persons
    on
        periods.la_code = persons.la_code
        and periods.person_id = persons.person_id
        and periods.start_date >= persons.eighteenth_birthday
