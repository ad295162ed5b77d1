/* rule
name: A record of somebody who was not sent
severity: query
records: [contacts, cin_assessments, s47_enquiry, cp_plans, cla_episodes, cin_episodes]
columns:
  contacts: [source_person_id]
  cin_assessments: [source_person_id]
  s47_enquiry: [source_person_id]
  cp_plans: [source_person_id]
  cla_episodes: [source_person_id]
  cin_episodes: [source_person_id]
fault: id
message: The person it is about was not sent, so age, sex and ethnicity are not known.
remedy: Send the person, or correct the id.
*/
with
records as (
    select
        la_code,
        'contacts' as table_name,
        contact_id as record_id,
        source_person_id,
        contact_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.contacts
    union all
    select
        la_code,
        'cin_assessments' as table_name,
        assessment_id as record_id,
        source_person_id,
        assessment_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_assessments
    union all
    select
        la_code,
        's47_enquiry' as table_name,
        s47_enquiry_id as record_id,
        source_person_id,
        s47_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.s47_enquiry
    union all
    select
        la_code,
        'cp_plans' as table_name,
        cp_plan_id as record_id,
        source_person_id,
        cp_plan_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cp_plans
    union all
    select
        la_code,
        'cla_episodes' as table_name,
        cla_episode_id as record_id,
        source_person_id,
        cla_episode_start_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cla_episodes
    union all
    select
        la_code,
        'cin_episodes' as table_name,
        referral_id as record_id,
        source_person_id,
        referral_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_episodes
)

select records.*
from records
left join staging.person as people
    on
        records.la_code = people.la_code
        and records.source_person_id = people.source_person_id
where
    people.source_person_id is null
    and exists (
        select 1 from staging.person as sent
        where sent.la_code = records.la_code
    )
