/* rule
name: A record that names a worker the register does not have
severity: query
records: [contacts, cin_episodes, cin_assessments, s47_enquiry, involvements]
columns:
  contacts: [contact_worker_id]
  cin_episodes: [referral_decision_worker_id]
  cin_assessments: [assessment_worker_id]
  s47_enquiry: [s47_completed_by_worker_id]
  involvements: [professional_id]
fault: id
message: The worker named is not on the register; it is shown under UNALLOCATED.
remedy: Add the worker to the register, or correct the record.
*/
select records.* exclude (names_a, named_id)
from intermediate.int_records__named as records
left join intermediate.int_workers as known
    on
        records.la_code = known.la_code
        and records.named_id = known.worker_id
where
    records.names_a = 'worker'
    and records.named_id is not null
    and known.la_code is null
    -- without a register nobody is unknown to it
    and exists (
        select 1 from intermediate.int_workers as sent
        where sent.la_code = records.la_code and sent.worker_id <> 'UNALLOCATED'
    )
