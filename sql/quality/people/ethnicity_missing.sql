/* rule
name: A referred child whose ethnicity is blank or no known code
dfe: [CIN 4220, SSDA903 103]
severity: query
records: [person]
columns:
  person: [ethnicity]
fault: missing code
message: The ethnicity is blank or no code of the list.
remedy: Record the ethnicity; not yet obtained and refused have codes of their own.
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
    on records.ethnicity = codes.code and codes.code_set = 'ethnicity'
where
    codes.code is null
    and exists (
        select 1 from staging.cin_episodes as referrals
        where
            referrals.la_code = records.la_code
            and referrals.source_person_id = records.source_person_id
    )
