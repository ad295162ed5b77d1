/* rule
name: A contact recorded again
severity: query
records: [contacts]
columns:
  contacts: [contact_date, contact_reason_code]
fault: repeated record
message: Another contact of the child has the same source, date and reason; the two count once.
remedy: Close the duplicate if it is one, or correct what differs.
*/
select
    records.la_code,
    records.contact_id as record_id,
    records.source_person_id,
    records.contact_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.contacts as records
inner join intermediate.int_duplicates__collapsed as duplicates
    on
        records.la_code = duplicates.la_code
        and records.contact_id = duplicates.record_id_collapsed
        and duplicates.table_name = 'contacts'
