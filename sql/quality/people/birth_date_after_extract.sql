/* rule
name: A birth date after the day of the extract
dfe: [CIN 8520, SSDA903 301]
severity: query
records: [person]
columns:
  person: [dob]
fault: date
message: The birth date lies after the day of the extract.
remedy: Correct the birth date; of an unborn child enter the expected date instead.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person as records
cross join ref.run as run
where records.dob > run.extract_date
