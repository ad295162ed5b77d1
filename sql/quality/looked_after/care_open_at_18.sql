/* rule
name: Care recorded past the 18th birthday
dfe: [SSDA903 359]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_date]
  person: [dob]
fault: missing date
message: Care goes on after the 18th birthday; it counts to the day before.
remedy: End care on the 18th birthday at the latest, or correct the birth date.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
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
cross join ref.run as run
where
    persons.eighteenth_birthday <= run.extract_date
    and coalesce(records.cla_episode_ceased_date, date '9999-12-31') > persons.eighteenth_birthday
    and records.cla_episode_start_date < persons.eighteenth_birthday
