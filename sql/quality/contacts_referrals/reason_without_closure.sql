/* rule
name: A reason for closure without a date of closure
dfe: [CIN 8810]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_date]
fault: missing date
message: A reason for closure is recorded and the date of closure is blank.
remedy: Record when the case was closed, or remove the reason.
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
where records.close_date is null and records.close_reason is not null
