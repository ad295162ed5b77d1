/* rule
name: A second open assessment of one case
dfe: [CIN 8896]
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [assessment_auth_date, referral_id]
fault: missing date
message: An earlier assessment of the same case is open too.
remedy: Complete or close the one that is no longer worked on.
*/
select
    records.la_code,
    records.assessment_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_assessments as records
where records.assessment_auth_date is null and records.referral_id is not null
qualify
    row_number() over (
        partition by records.la_code, records.source_person_id, records.referral_id
        order by records.assessment_start_date, records.assessment_id
    ) > 1
