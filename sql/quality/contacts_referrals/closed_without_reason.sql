/* rule
name: A closed case without a reason
dfe: [CIN 8805]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_reason]
fault: missing code
message: The case is closed and the reason is blank.
remedy: Record why the case was closed.
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
where records.close_date is not null and records.close_reason is null
