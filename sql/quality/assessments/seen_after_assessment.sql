/* rule
name: A child first seen after the assessment was authorised
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [child_first_seen_date, assessment_auth_date]
fault: date
message: The day the child was first seen lies after the day the assessment was authorised.
remedy: Correct the day the child was first seen.
*/
select
    records.la_code,
    records.assessment_id as record_id,
    records.source_person_id,
    records.assessment_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_assessments as records
where records.child_first_seen_date > records.assessment_auth_date
