/* rule
name: Merges of records that lead round in a circle
severity: query
records: [person_merges]
columns:
  person_merges: [survivor_person_id]
fault: id
message: Merges lead round in a circle, so each record stays its own person.
remedy: Correct the merges so that they end in one record.
*/
select
    records.la_code,
    records.source_person_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.person_merges as records
inner join intermediate.int_persons__in_cycle as circles
    on
        records.la_code = circles.la_code
        and records.source_person_id = circles.source_person_id
