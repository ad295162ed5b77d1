/* rule
name: An initial conference at a weekend
dfe: [CIN 8875]
severity: query
records: [initial_cp_conference]
columns:
  initial_cp_conference: [icpc_date]
fault: date
message: The conference is dated on a Saturday or Sunday.
remedy: Correct the date of the conference.
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
where isodow(records.icpc_date) > 5
