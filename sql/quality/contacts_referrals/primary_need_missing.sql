/* rule
name: A referral with further action and no primary need
dfe: [CIN 8610, CIN 8650]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [cin_primary_need_code]
fault: missing code
message: >-
  The referral led to further action and its primary need is blank or no code of the list.
remedy: Record the primary need.
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
    on records.cin_primary_need_code = codes.code and codes.code_set = 'primary_need'
where not records.referral_nfa and codes.code is null
