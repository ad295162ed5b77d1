/* rule
name: An emergency legal status that lasts longer than it may
dfe: [SSDA903 361, SSDA903 362, SSDA903 363]
severity: query
records: [legal_status]
columns:
  legal_status: [legal_status_end_date, legal_status]
fault: date
message: >-
  Police protection lasts at most 3 days, an emergency order 21 and an assessment order 7; this
  one is longer.
remedy: Record when it ended and the legal status that followed.
*/
select
    records.la_code,
    records.legal_status_id as record_id,
    records.source_person_id,
    records.legal_status_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.legal_status as records
cross join ref.run as run
where
    coalesce(records.legal_status_end_date, run.extract_date) - records.legal_status_start_date
    > case records.legal_status when 'L1' then 3 when 'L2' then 21 when 'L3' then 7 end
