/* rule
name: A case closed otherwise though its one assessment found no factors
dfe: [CIN 8873]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_reason]
  assessment_factors: [assessment_factors_json]
fault: code
message: >-
  The only assessment found no factors and the case is not closed as ended after assessment.
remedy: Correct the reason for closure, or the factors.
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
inner join (
    select
        assessments.la_code,
        assessments.referral_id
    from staging.cin_assessments as assessments
    left join intermediate.int_assessment_factors as factors
        on
            assessments.la_code = factors.la_code
            and assessments.assessment_id = factors.assessment_id
    group by assessments.la_code, assessments.referral_id
    having
        count(distinct assessments.assessment_id) = 1
        and bool_and(coalesce(factors.factor_code = '21', false))
) as single
    on
        records.la_code = single.la_code
        and records.referral_id = single.referral_id
where records.close_date is not null and records.close_reason not in ('RC8', 'RC9')
