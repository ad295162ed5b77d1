-- int_records: the records a child's case is made of, in one shape
-- grain    one row per contact, referral, assessment, enquiry, plan and episode of care
-- key      la_code, table_name, record_id
-- units    on_date = the day of a contact or referral, else the day it began
-- source   staging.contacts, cin_episodes, cin_assessments, s47_enquiry, cin_plans, cp_plans,
--          cla_episodes. Rules of quality ask the same of several of them
-- made     on reading: each rule wants a few of its parts
select
    la_code,
    'contacts' as table_name,
    contact_id as record_id,
    source_person_id,
    cast(null as varchar) as referral_id,
    contact_date as on_date,
    source_file,
    source_row,
    drop_month
from staging.contacts
union all
select
    la_code,
    'cin_episodes' as table_name,
    referral_id as record_id,
    source_person_id,
    referral_id,
    referral_date as on_date,
    source_file,
    source_row,
    drop_month
from staging.cin_episodes
union all
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
union all
select
    la_code,
    'cp_plans' as table_name,
    cp_plan_id as record_id,
    source_person_id,
    referral_id,
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
    cast(null as varchar) as referral_id,
    cla_episode_start_date as on_date,
    source_file,
    source_row,
    drop_month
from staging.cla_episodes
