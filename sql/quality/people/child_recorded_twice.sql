/* rule
name: Two records of one child, by the number they share
severity: query
records: [person]
columns:
  person: [source_person_id, common_child_id]
fault: repeated record
message: Another record has the same national number and the two are not merged.
remedy: Merge the records, or correct the number of one.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person as records
inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
where records.common_child_id is not null
window same_number as (partition by records.la_code, records.common_child_id)
qualify
    min(survivors.person_id) over same_number <> max(survivors.person_id) over same_number
