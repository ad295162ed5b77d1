/* rule
name: An open assessment begun more than 45 working days before the extract
dfe: [CIN 8670Q]
severity: query
records: [cin_assessments]
columns:
  cin_assessments: [assessment_auth_date, assessment_start_date]
  cin_episodes: [close_date]
fault: missing date
message: >-
  The assessment began more than 45 working days before the extract and is not authorised.
remedy: Record when it was authorised if it was; else complete it.
*/
select
    records.la_code,
    records.assessment_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_assessments as records
cross join ref.run as run
inner join ref.calendar as started
    on records.assessment_start_date = started.date
inner join ref.calendar as extracted
    on run.extract_date = extracted.date
left join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
where
    records.assessment_auth_date is null
    and extracted.wd_no - started.wd_no > 45
    -- of a closed case another rule speaks
    and referrals.close_date is null
