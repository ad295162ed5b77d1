/* rule
name: No factors identified, beside others
dfe: [CIN 8869]
severity: query
records: [assessment_factors]
columns:
  assessment_factors: [assessment_factors_json, assessment_id]
fault: code
message: The code for no factors stands beside other factors.
remedy: Remove the code for none, or the others.
*/
with
contradicting as (
    select
        la_code,
        assessment_id,
        any_value(person_id) as person_id,
        any_value(authorised_date) as authorised_date
    from intermediate.int_assessment_factors
    group by la_code, assessment_id
    having bool_or(factor_code = '21') and count(*) > 1
)

select
    records.la_code,
    records.table_id as record_id,
    contradicting.person_id as source_person_id,
    contradicting.authorised_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.assessment_factors as records
inner join contradicting
    on
        records.la_code = contradicting.la_code
        and records.assessment_id = contradicting.assessment_id
