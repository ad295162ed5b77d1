/* rule
name: A second referral of a child on one day
severity: query
records: [cin_episodes]
columns:
  cin_episodes: [referral_date]
fault: repeated record
message: Another referral of the child is dated the same day; the two count once.
remedy: Close the duplicate if it is one, or correct its date.
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
inner join intermediate.int_duplicates__collapsed as duplicates
    on
        records.la_code = duplicates.la_code
        and records.referral_id = duplicates.record_id_collapsed
        and duplicates.table_name = 'cin_episodes'
