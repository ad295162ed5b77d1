/* rule
name: A case closed because the child died, without a date of death
dfe: [CIN 8585Q]
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [close_reason]
  person: [death_date]
fault: code
message: The case is closed because the child died and no date of death is recorded.
remedy: Record the date of death, or correct the reason for closure.
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
where records.close_reason = 'RC2' and persons.death_date is null
