/* rule
name: A case closed after assessment that has none
dfe: [CIN 8825Q]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_reason]
fault: code
message: The case is closed as ended after assessment and has no assessment.
remedy: Correct the reason for closure, or record the assessment.
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
left join staging.cin_assessments as assessments
    on
        records.la_code = assessments.la_code
        and records.referral_id = assessments.referral_id
where records.close_reason = 'RC8' and assessments.assessment_id is null
