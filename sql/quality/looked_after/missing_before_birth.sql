/* rule
name: A missing episode before the child was born
dfe: [SSDA903 586]
severity: query
records: [missing]
columns:
  missing: [missing_episode_start_date]
  person: [dob]
fault: date
message: The missing episode begins before the birth date.
remedy: Correct either date.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.missing_episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.missing as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where records.missing_episode_start_date < persons.dob
