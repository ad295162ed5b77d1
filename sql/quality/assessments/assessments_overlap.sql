/* rule
name: An assessment begun while another of the case was under way
dfe: [CIN 8863Q]
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [assessment_start_date, assessment_auth_date, referral_id]
fault: date
message: Another assessment of the same case was under way on the day it began.
remedy: Correct the dates, or close the one that was given up.
*/
with
compared as (
    select
        la_code,
        assessment_id,
        assessment_start_date,
        max(assessment_auth_date) over (
            partition by la_code, source_person_id, referral_id
            order by assessment_start_date, assessment_id
            rows between unbounded preceding and 1 preceding
        ) as authorised_before_on
    from staging.cin_assessments
    where referral_id is not null
)

select
    records.la_code,
    records.assessment_id as record_id,
    records.source_person_id,
    records.assessment_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_assessments as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.assessment_id = compared.assessment_id
        and compared.assessment_start_date < compared.authorised_before_on
