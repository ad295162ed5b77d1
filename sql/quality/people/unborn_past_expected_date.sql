/* rule
name: An unborn child six weeks past the expected date
dfe: [CIN 8530Q]
severity: query
records: [person]
columns:
  person: [dob, expected_dob]
fault: missing date
message: The child was expected more than six weeks before the extract and has no birth date.
remedy: Enter the birth date, or end the case if there was no birth.
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
where
    records.dob is null
    and records.expected_dob < run.extract_date - 42
    and exists (
        select 1 from staging.cin_episodes as referrals
        where
            referrals.la_code = records.la_code
            and referrals.source_person_id = records.source_person_id
    )
