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
select
    records.la_code,
    records.table_name,
    records.record_id,
    records.source_person_id,
    records.on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from intermediate.int_records as records
left join staging.person as people
    on
        records.la_code = people.la_code
        and records.source_person_id = people.source_person_id
where
    records.table_name <> 'cin_plans'
    and people.source_person_id is null
    and exists (
        select 1 from staging.person as sent
        where sent.la_code = records.la_code
    )
