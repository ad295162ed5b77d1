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
select records.* exclude (names_a, named_id)
from intermediate.int_records__named as records
left join intermediate.int_teams as known
    on
        records.la_code = known.la_code
        and records.named_id = known.team_id
where
    records.names_a = 'team'
    and records.named_id is not null
    and known.la_code is null
    -- without a register nobody is unknown to it
    and exists (
        select 1 from intermediate.int_teams as sent
        where sent.la_code = records.la_code and sent.team_id <> 'UNALLOCATED'
    )
