/* rule
name: A child considered at two conferences on one day
dfe: [CIN 2884]
severity: query
records: [initial_cp_conference]
columns:
  initial_cp_conference: [icpc_date]
fault: repeated record
message: Another conference of the child is dated the same day; the two count once.
remedy: Remove the one that was recorded twice.
*/
select
    records.la_code,
    records.icpc_id as record_id,
    records.source_person_id,
    records.icpc_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.initial_cp_conference as records
inner join intermediate.int_duplicates__collapsed as duplicates
    on
        records.la_code = duplicates.la_code
        and records.icpc_id = duplicates.record_id_collapsed
        and duplicates.table_name = 'initial_cp_conference'
