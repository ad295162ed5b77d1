/* rule
name: A child in need plan begun before its referral
dfe: [CIN 4015]
severity: query
records: [cin_plans]
columns:
  cin_plans: [cin_plan_start_date, referral_id]
  cin_episodes: [referral_date]
fault: date
message: The plan begins before the referral it belongs to.
remedy: Correct the start, or the referral it belongs to.
*/
select
    records.la_code,
    records.cin_plan_id as record_id,
    records.source_person_id,
    records.cin_plan_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_plans as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and records.cin_plan_start_date < referrals.referral_date
