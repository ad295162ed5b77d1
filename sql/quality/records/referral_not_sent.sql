/* rule
name: Work that belongs to a referral that was not sent
severity: query
records: [cin_assessments, s47_enquiry, cin_plans]
columns:
  cin_assessments: [referral_id]
  s47_enquiry: [referral_id]
  cin_plans: [cin_plan_start_date, referral_id]
  cin_episodes: [referral_id]
fault: id
message: The referral it belongs to was not sent.
remedy: Send the referral, or correct the one it names.
*/
with
records as (
    select
        la_code,
        'cin_assessments' as table_name,
        assessment_id as record_id,
        source_person_id,
        referral_id,
        assessment_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_assessments
    where referral_id is not null
    union all
    select
        la_code,
        's47_enquiry' as table_name,
        s47_enquiry_id as record_id,
        source_person_id,
        referral_id,
        s47_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.s47_enquiry
    where referral_id is not null
    union all
    select
        la_code,
        'cin_plans' as table_name,
        cin_plan_id as record_id,
        source_person_id,
        referral_id,
        cin_plan_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_plans
    where referral_id is not null
)

select records.* exclude (referral_id)
from records
left join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
where
    referrals.referral_id is null
    and exists (
        select 1 from staging.cin_episodes as sent
        where sent.la_code = records.la_code
    )
