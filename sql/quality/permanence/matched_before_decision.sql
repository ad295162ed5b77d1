/* rule
name: A match before the decision on adoption
dfe: [SSDA903 333]
severity: query
records: [permanence]
columns:
  permanence: [matched_date, adm_decision_date]
fault: date
message: The child was matched before the decision that adoption is best.
remedy: Correct the date of the decision or of the match.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.matched_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.permanence as records
where records.matched_date < records.adm_decision_date
