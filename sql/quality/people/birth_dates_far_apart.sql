/* rule
name: A birth date and an expected one that cannot both be right
dfe: [CIN 8525]
severity: query
records: [person]
columns:
  person: [dob, expected_dob]
fault: date
message: The birth date and the expected one lie more than 20 weeks apart.
remedy: Correct whichever is wrong; a born child needs no expected date.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person as records
where abs(records.dob - records.expected_dob) > 140
