/* rule
name: A referral whose source is blank or no known code
dfe: [CIN 8866]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_source_code]
fault: missing code
message: The source of the referral is blank or no code of the list.
remedy: Record who referred the child.
*/
select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.referral_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records
left join ref.code as codes
    on records.referral_source_code = codes.code and codes.code_set = 'referral_source'
where codes.code is null
