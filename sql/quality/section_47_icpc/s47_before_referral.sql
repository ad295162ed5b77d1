/* rule
name: A section 47 enquiry begun before its referral
dfe: [CIN 2889]
severity: query
records: [s47_enquiry]
columns:
  s47_enquiry: [s47_start_date, referral_id]
  cin_episodes: [referral_date]
fault: date
message: The enquiry starts before the referral it belongs to.
remedy: Correct the start, or the referral it belongs to.
*/
select
    records.la_code,
    records.s47_enquiry_id as record_id,
    records.source_person_id,
    records.s47_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.s47_enquiry as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and records.s47_start_date < referrals.referral_date
