/* rule
name: A referral after the child died
dfe: [CIN 8555]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_date]
  person: [death_date]
fault: date
message: The referral is after the date of death.
remedy: Correct the date of the referral or of the death.
*/
select
    records.la_code,
    records.referral_id as record_id,
    records.source_person_id,
    records.referral_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_episodes as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where records.referral_date > persons.death_date
