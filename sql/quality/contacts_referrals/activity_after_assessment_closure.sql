/* rule
name: Enquiries or plans on a case closed after assessment
dfe: [CIN 2990]
severity: query
records: [s47_enquiry, cin_plans, cp_plans]
columns:
  s47_enquiry: [referral_id]
  cin_plans: [cin_plan_start_date, referral_id]
  cp_plans: [cp_plan_start_date, referral_id]
  cin_episodes: [close_reason]
fault: id
message: The case it belongs to is closed as ended after assessment.
remedy: Correct the reason for closure, or the case the work belongs to.
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
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and referrals.close_reason in ('RC8', 'RC9')
where records.table_name in ('s47_enquiry', 'cin_plans', 'cp_plans')
