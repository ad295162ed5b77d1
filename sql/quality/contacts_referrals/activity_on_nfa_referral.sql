/* rule
name: Work recorded on a referral that led to no further action
dfe: [CIN 8831, CIN 8832, CIN 4000]
severity: query
records: [cin_assessments, s47_enquiry, cin_plans, cp_plans]
columns:
  cin_assessments: [referral_id]
  s47_enquiry: [referral_id]
  cin_plans: [cin_plan_start_date, referral_id]
  cp_plans: [cp_plan_start_date, referral_id]
  cin_episodes: [referral_nfa]
fault: id
message: The referral it belongs to is marked as no further action.
remedy: Correct the mark of the referral, or the referral the work belongs to.
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
        and referrals.referral_nfa
where records.table_name in ('cin_assessments', 's47_enquiry', 'cin_plans', 'cp_plans')
