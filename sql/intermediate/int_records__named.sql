-- int_records__named: the teams and workers that records name, as they name them
-- grain    one row per record and column that may name a team or a worker
-- key      la_code, table_name, record_id, column_name
-- units    names_a = team or worker; named_id null where the record names none
-- source   staging.contacts, cin_episodes, cin_assessments, s47_enquiry, involvements
-- made     on reading: a rule for teams and one for workers want a part each
select
    la_code,
    'contacts' as table_name,
    contact_id as record_id,
    source_person_id,
    contact_date as on_date,
    unnest(['team', 'worker']) as names_a,
    unnest(['contact_team_id', 'contact_worker_id']) as column_name,
    unnest([contact_team_id, contact_worker_id]) as named_id,
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
    referral_date as on_date,
    unnest(['team', 'team', 'worker']) as names_a,
    unnest(
        ['referral_team', 'referral_decision_team_id', 'referral_decision_worker_id']
    ) as column_name,
    unnest([referral_team, referral_decision_team_id, referral_decision_worker_id]) as named_id,
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
    assessment_start_date as on_date,
    unnest(['team', 'worker']) as names_a,
    unnest(['assessment_team', 'assessment_worker_id']) as column_name,
    unnest([assessment_team, assessment_worker_id]) as named_id,
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
    unnest(['team', 'worker']) as names_a,
    unnest(['s47_completed_by_team', 's47_completed_by_worker_id']) as column_name,
    unnest([s47_completed_by_team, s47_completed_by_worker_id]) as named_id,
    source_file,
    source_row,
    drop_month
from staging.s47_enquiry
union all
select
    la_code,
    'involvements' as table_name,
    involvements_id as record_id,
    source_person_id,
    involvement_start_date as on_date,
    unnest(['team', 'worker']) as names_a,
    unnest(['professional_team', 'professional_id']) as column_name,
    unnest([professional_team, professional_id]) as named_id,
    source_file,
    source_row,
    drop_month
from staging.involvements
