/* rule
name: A strengths and difficulties questionnaire for a child under 4 or 17 and over
dfe: [SSDA903 188, SSDA903 189]
severity: query
records: [sdq_scores]
columns:
  sdq_scores: [sdq_completed_date]
  person: [dob]
fault: date
message: The child was under 4 or had reached 17 on the day.
remedy: Correct the date, or the birth date.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.sdq_completed_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.sdq_scores as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where
    records.sdq_completed_date < persons.dob + interval 4 year
    or records.sdq_completed_date >= persons.eighteenth_birthday - interval 1 year
