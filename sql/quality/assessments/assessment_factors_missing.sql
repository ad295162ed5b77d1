/* rule
name: A completed assessment without factors
dfe: [CIN 8897Q]
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [assessment_auth_date]
  assessment_factors: [assessment_factors_json]
fault: missing code
message: The assessment was authorised in the last twelve months and names no factor.
remedy: Record the factors found, or that none were.
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
cross join ref.run as run
left join intermediate.int_assessment_factors as factors
    on
        records.la_code = factors.la_code
        and records.assessment_id = factors.assessment_id
where
    records.assessment_auth_date > run.extract_date - interval 12 month
    and factors.assessment_id is null
    -- a council that sends no factors at all has nothing to mend assessment by assessment
    and exists (
        select 1 from staging.assessment_factors as sent
        where sent.la_code = records.la_code
    )
