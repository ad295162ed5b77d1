/* rule
name: Work dated after the case was closed
dfe: [CIN 8565]
severity: query
records: [cin_assessments, s47_enquiry, initial_cp_conference, cin_plans, cp_plans]
columns:
  cin_assessments: [assessment_auth_date, assessment_start_date, referral_id]
  s47_enquiry: [s47_start_date, referral_id]
  initial_cp_conference: [icpc_date, referral_id]
  cin_plans: [cin_plan_end_date, cin_plan_start_date, referral_id]
  cp_plans: [cp_plan_end_date, referral_id]
  cin_episodes: [close_date]
fault: date
message: The date is after the case was closed.
remedy: Correct the date, or when the case was closed.
*/
with
activity as (
    select
        la_code,
        'cin_assessments' as table_name,
        unnest(['assessment_start_date', 'assessment_auth_date']) as column_name,
        assessment_id as record_id,
        source_person_id,
        referral_id,
        unnest([assessment_start_date, assessment_auth_date]) as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_assessments
    union all
    select
        la_code,
        's47_enquiry' as table_name,
        's47_start_date' as column_name,
        s47_enquiry_id as record_id,
        source_person_id,
        referral_id,
        s47_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.s47_enquiry
    union all
    select
        la_code,
        'initial_cp_conference' as table_name,
        'icpc_date' as column_name,
        icpc_id as record_id,
        source_person_id,
        referral_id,
        icpc_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.initial_cp_conference
    union all
    select
        la_code,
        'cin_plans' as table_name,
        unnest(['cin_plan_start_date', 'cin_plan_end_date']) as column_name,
        cin_plan_id as record_id,
        source_person_id,
        referral_id,
        unnest([cin_plan_start_date, cin_plan_end_date]) as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_plans
    union all
    select
        la_code,
        'cp_plans' as table_name,
        'cp_plan_end_date' as column_name,
        cp_plan_id as record_id,
        source_person_id,
        referral_id,
        cp_plan_end_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cp_plans
)

select
    records.la_code,
    records.table_name,
    records.column_name,
    records.record_id,
    records.source_person_id,
    records.on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from activity as records
inner join staging.cin_episodes as referrals
    on
        records.la_code = referrals.la_code
        and records.referral_id = referrals.referral_id
        and records.on_date > referrals.close_date
