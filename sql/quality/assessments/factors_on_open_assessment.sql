/* rule
name: Factors of an assessment that is not completed
dfe: [CIN 8614]
severity: query
records: [assessment_factors]
columns:
  assessment_factors: [assessment_id]
  cin_assessments: [assessment_auth_date]
fault: missing date
message: Factors are recorded and the assessment is not authorised.
remedy: Record when it was authorised, or remove the factors until it is.
*/
select
    records.la_code,
    records.table_id as record_id,
    assessments.source_person_id,
    assessments.assessment_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.assessment_factors as records
inner join staging.cin_assessments as assessments
    on
        records.la_code = assessments.la_code
        and records.assessment_id = assessments.assessment_id
        and assessments.assessment_auth_date is null
where records.assessment_factors_json not in ('{}', '[]', '')
