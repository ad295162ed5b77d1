/* rule
name: A section 47 enquiry of a case without an assessment
dfe: [CIN 2991Q]
severity: query
records: [s47_enquiry]
columns:
  s47_enquiry: [referral_id, s47_start_date]
  cin_assessments: [referral_id]
fault: id
message: The case has an enquiry and no assessment.
remedy: Record the assessment, or correct the case the enquiry belongs to.
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
left join staging.cin_assessments as assessments
    on
        records.la_code = assessments.la_code
        and records.referral_id = assessments.referral_id
where
    records.referral_id is not null
    and assessments.assessment_id is null
    -- a council that sends no assessments has nothing to mend case by case
    and exists (
        select 1 from staging.cin_assessments as sent
        where sent.la_code = records.la_code and sent.referral_id is not null
    )
