/* rule
name: A single short break of more than 17 days
dfe: [SSDA903 365]
severity: query
records: [legal_status]
columns:
  legal_status: [legal_status_end_date, legal_status]
fault: date
message: The short break lasts more than 17 days.
remedy: Correct the dates, or the legal status of a child who stayed on.
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
    records.legal_status = 'V3'
    and coalesce(records.legal_status_end_date, run.extract_date)
    > records.legal_status_start_date + 17
