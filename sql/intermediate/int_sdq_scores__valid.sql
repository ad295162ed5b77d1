-- int_sdq_scores__valid: strengths and difficulties questionnaires with a total score
-- grain    one row per questionnaire with a whole score from 0 to 40
-- key      la_code, table_id
-- units    score in points; 0 to 13 normal, 14 to 16 borderline, 17 to 40 of concern
-- source   staging.sdq_scores; merges through intermediate.int_persons__survivor;
--          quality.sdq_score_not_0_to_40 keeps out what is no score
select
    scores.la_code,
    scores.table_id,
    coalesce(survivors.person_id, scores.source_person_id) as person_id,
    scores.sdq_completed_date as completed_date,
    try_cast(scores.sdq_score as integer) as score
from staging.sdq_scores as scores
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        scores.la_code = survivors.la_code
        and scores.source_person_id = survivors.source_person_id
left join quality.sdq_score_not_0_to_40 as wrong
    on
        scores.la_code = wrong.la_code
        and scores.table_id = wrong.record_id
where
    scores.sdq_completed_date is not null
    and scores.sdq_score is not null
    and wrong.record_id is null
