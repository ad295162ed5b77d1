/* rule
name: A decision on adoption reversed before it was made
dfe: [SSDA903 522]
severity: query
records: [permanence]
columns:
  permanence: [decision_reversed_date, adm_decision_date]
fault: date
message: The decision that adoption is best is reversed before it was made.
remedy: Correct either date.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.decision_reversed_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.permanence as records
where records.decision_reversed_date < records.adm_decision_date
