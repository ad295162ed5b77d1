/* rule
name: A legal status of custody for a child under 10
dfe: [SSDA903 358]
severity: query
records: [legal_status]
columns:
  legal_status: [legal_status, legal_status_start_date]
  person: [dob]
fault: code
message: The child was under 10 on the day a legal status of custody or remand began.
remedy: Correct the legal status, or the birth date.
*/
select
    records.la_code,
    records.legal_status_id as record_id,
    records.source_person_id,
    records.legal_status_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.legal_status as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where
    records.legal_status in ('J1', 'J2', 'J3')
    and records.legal_status_start_date < persons.fourteenth_birthday - interval 4 year
