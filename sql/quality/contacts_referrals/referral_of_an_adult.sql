/* rule
name: A referral on or after the 18th birthday
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_date]
  person: [dob]
fault: date
message: The person was 18 or over on the day, so the referral counts in no figure.
remedy: Correct the birth date or the date of the referral, if either is wrong.
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
where records.referral_date >= persons.eighteenth_birthday
