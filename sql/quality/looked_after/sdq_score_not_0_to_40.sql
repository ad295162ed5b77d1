/* rule
name: A strengths and difficulties score that is no whole number from 0 to 40
dfe: [SSDA903 180]
severity: error
records: [sdq_scores]
columns:
  sdq_scores: [sdq_score]
fault: number
message: The score is no whole number from 0 to 40.
remedy: Enter the total score, or blank it and give the reason for none.
*/
select
    scores.la_code,
    scores.table_id as record_id,
    scores.source_person_id,
    scores.sdq_completed_date as on_date,
    scores.source_file,
    scores.source_row,
    scores.drop_month
from staging.sdq_scores as scores
where
    scores.sdq_score is not null
    and (
        not regexp_matches(scores.sdq_score, '^[0-9]{1,2}$')
        or try_cast(scores.sdq_score as integer) > 40
    )
