/* rule
name: A child protection plan begun before its referral
dfe: [CIN 1105]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_start_date, referral_id]
  cin_episodes: [referral_date]
fault: date
message: The plan begins before the referral it belongs to.
remedy: Correct the start, or the referral it belongs to.
*/
select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
    records.cp_plan_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_plans as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and records.cp_plan_start_date < referrals.referral_date
where not coalesce(records.cp_plan_ola, false)
