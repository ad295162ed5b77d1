/* rule
name: A completed assessment that does not say whether the child was seen
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [assessment_child_seen]
fault: missing code
message: >-
  The assessment was authorised in the last twelve months and does not say whether the child was
  seen; it counts as not seen.
remedy: Record whether the child was seen.
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
where
    records.assessment_child_seen is null
    and records.assessment_auth_date > run.extract_date - interval 12 month
    -- a council that never records it has nothing to mend assessment by assessment
    and exists (
        select 1 from staging.cin_assessments as said
        where
            said.la_code = records.la_code
            and said.assessment_child_seen is not null
    )
