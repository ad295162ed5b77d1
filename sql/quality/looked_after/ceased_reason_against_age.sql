/* rule
name: A reason for leaving care that does not fit the age
dfe: [SSDA903 386, SSDA903 387, SSDA903 389, SSDA903 407, SSDA903 460]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_ceased_reason]
  person: [dob]
fault: code
message: The child was too old or too young on the day for the reason recorded.
remedy: Correct the reason care ended, or the birth date.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.cla_episode_ceased_date as on_date,
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
where
    (
        records.cla_episode_ceased_date >= persons.eighteenth_birthday
        and regexp_matches(records.cla_episode_ceased_reason, '^(E11|E12|E4[3-8])$')
    )
    or (
        records.cla_episode_ceased_date < persons.eighteenth_birthday
        and records.cla_episode_ceased_reason = 'E17'
    )
    or (
        records.cla_episode_ceased_date < persons.sixteenth_birthday
        and records.cla_episode_ceased_reason = 'E7'
    )
    or (
        records.cla_episode_ceased_date < persons.fourteenth_birthday
        and records.cla_episode_ceased_reason in ('E5', 'E6')
    )
