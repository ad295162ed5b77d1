/* rule
name: A record that names a team the register does not have
severity: query
records: [contacts, cin_episodes, cin_assessments, s47_enquiry, involvements]
columns:
  contacts: [contact_team_id]
  cin_episodes: [referral_team, referral_decision_team_id]
  cin_assessments: [assessment_team]
  s47_enquiry: [s47_completed_by_team]
  involvements: [professional_team]
fault: id
message: The team named is not on the register; it is shown under UNALLOCATED.
remedy: Add the team to the register, or correct the record.
*/
with
named as (
    select
        la_code,
        'contacts' as table_name,
        contact_id as record_id,
        source_person_id,
        contact_date as on_date,
        'contact_team_id' as column_name,
        contact_team_id as named_id,
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
        unnest(['referral_team', 'referral_decision_team_id']) as column_name,
        unnest([referral_team, referral_decision_team_id]) as named_id,
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
        'assessment_team' as column_name,
        assessment_team as named_id,
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
        's47_completed_by_team' as column_name,
        s47_completed_by_team as named_id,
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
        'professional_team' as column_name,
        professional_team as named_id,
        source_file,
        source_row,
        drop_month
    from staging.involvements
)

select records.* exclude (named_id)
from named as records
left join intermediate.int_teams as known
    on
        records.la_code = known.la_code
        and records.named_id = known.team_id
where
    records.named_id is not null
    and known.la_code is null
    -- without a register nobody is unknown to it
    and exists (
        select 1 from intermediate.int_teams as sent
        where sent.la_code = records.la_code and sent.team_id <> 'UNALLOCATED'
    )
