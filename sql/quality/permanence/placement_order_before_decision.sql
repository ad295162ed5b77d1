/* rule
name: A placement order before the decision on adoption, or without one
dfe: [SSDA903 553, SSDA903 554]
severity: query
records: [permanence]
columns:
  permanence: [adm_decision_date, placement_order_date]
fault: date
message: >-
  A placement order was made and the decision that adoption is best is later or not recorded.
remedy: Record the decision, or correct either date.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.placement_order_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.permanence as records
where
    records.placement_order_date is not null
    and coalesce(records.adm_decision_date, date '9999-12-31') > records.placement_order_date
