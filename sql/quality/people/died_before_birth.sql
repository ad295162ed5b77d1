/* rule
name: A date of death before the birth date
dfe: [CIN 8535Q]
severity: query
records: [person]
columns:
  person: [death_date, dob]
fault: date
message: The date of death lies before the birth date.
remedy: Correct whichever is wrong.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person as records
where records.death_date < records.dob
