/* rule
name: A referred child with neither a birth date nor an expected one
dfe: [CIN 8525]
severity: query
records: [person]
columns:
  person: [dob, expected_dob]
fault: missing date
message: Neither a birth date nor an expected one is recorded, and the child was referred.
remedy: Enter the birth date, or the expected date of an unborn child.
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
    and records.expected_dob is null
    and exists (
        select 1 from staging.cin_episodes as referrals
        where
            referrals.la_code = records.la_code
            and referrals.source_person_id = records.source_person_id
    )
