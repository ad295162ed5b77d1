/* rule
name: A referred child whose sex is blank or no known code
dfe: [CIN 4180, SSDA903 101]
severity: query
records: [person]
columns:
  person: [sex]
fault: missing code
message: The sex is blank or no code of the list.
remedy: Record the sex.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person as records
left join ref.code as codes
    on records.sex = codes.code and codes.code_set = 'sex'
where
    records.dob is not null
    and codes.code is null
    and exists (
        select 1 from staging.cin_episodes as referrals
        where
            referrals.la_code = records.la_code
            and referrals.source_person_id = records.source_person_id
    )
