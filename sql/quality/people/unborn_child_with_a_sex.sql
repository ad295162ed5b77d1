/* rule
name: An unborn child whose sex is recorded
dfe: [CIN 8750]
severity: query
records: [person]
columns:
  person: [sex, dob, expected_dob]
fault: code
message: The child is not born and a sex is recorded.
remedy: Record the sex as not known until the child is born, or enter the birth date.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person as records
where
    records.dob is null
    and records.expected_dob is not null
    and records.sex <> 'U'
