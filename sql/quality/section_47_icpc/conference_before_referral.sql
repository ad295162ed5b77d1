/* rule
name: An initial conference before its referral
dfe: [CIN 1104]
severity: query
records: [initial_cp_conference]
columns:
  initial_cp_conference: [icpc_date, referral_id]
  cin_episodes: [referral_date]
fault: date
message: The conference is dated before the referral it belongs to.
remedy: Correct the date, or the referral it belongs to.
*/
select
    records.la_code,
    records.icpc_id as record_id,
    records.source_person_id,
    records.icpc_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.initial_cp_conference as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and records.icpc_date < referrals.referral_date
