/* rule
name: Work that belongs to a referral that was not sent
severity: query
records: [cin_assessments, s47_enquiry, cin_plans]
columns:
  cin_assessments: [referral_id]
  s47_enquiry: [referral_id]
  cin_plans: [cin_plan_start_date, referral_id]
  cin_episodes: [referral_id]
fault: id
message: The referral it belongs to was not sent.
remedy: Send the referral, or correct the one it names.
*/
select
    records.la_code,
    records.table_name,
    records.record_id,
    records.source_person_id,
    records.on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from intermediate.int_records as records
left join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
where
    records.table_name in ('cin_assessments', 's47_enquiry', 'cin_plans')
    and records.referral_id is not null
    and referrals.referral_id is null
    and exists (
        select 1 from staging.cin_episodes as sent
        where sent.la_code = records.la_code
    )
