/* rule
name: An open assessment of a closed case
dfe: [CIN 8867]
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [assessment_auth_date, referral_id]
  cin_episodes: [close_date]
fault: missing date
message: The case is closed and the assessment is not authorised.
remedy: Record when the assessment was authorised, or reopen the case.
*/
select
    records.la_code,
    records.assessment_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_assessments as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and referrals.close_date is not null
where records.assessment_auth_date is null
