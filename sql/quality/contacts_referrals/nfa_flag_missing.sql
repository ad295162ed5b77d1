/* rule
name: A decided or closed referral that does not say whether there was further action
dfe: [CIN 8568]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_nfa]
fault: missing code
message: The referral was decided or closed and does not say whether there was further action.
remedy: Record whether there was further action.
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
where
    records.referral_nfa is null
    and coalesce(records.referral_decision_date, records.close_date) is not null
