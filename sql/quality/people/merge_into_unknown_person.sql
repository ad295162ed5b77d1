/* rule
name: A merge into a record that was not sent
severity: query
records: [person_merges]
columns:
  person_merges: [survivor_person_id]
fault: id
message: The record it was merged into was not sent.
remedy: Send the surviving record, or correct the merge.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person_merges as records
left join staging.person as survivors
    on
        records.la_code = survivors.la_code
        and records.survivor_person_id = survivors.source_person_id
where survivors.source_person_id is null
