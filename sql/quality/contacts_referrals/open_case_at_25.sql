/* rule
name: An open case of somebody aged 25 or over
dfe: [SSDA903 351]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_date]
  person: [dob]
fault: missing date
message: The case is open and the person is 25 or over.
remedy: Close the case, or correct the birth date.
*/
select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records

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
    records.close_date is null
    and persons.eighteenth_birthday + interval 7 year <= run.extract_date
