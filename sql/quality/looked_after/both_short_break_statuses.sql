/* rule
name: Both legal statuses of short breaks in one year
dfe: [SSDA903 426]
severity: query
records: [legal_status]
columns:
  legal_status: [legal_status, legal_status_start_date]
fault: code
message: V3 and V4 are both recorded for the child in one year to 31 March.
remedy: Use one of the two for the whole year.
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
where records.legal_status in ('V3', 'V4')
window
    same_year as (
        partition by
            records.la_code,
            records.source_person_id,
            year(records.legal_status_start_date - interval 3 month)
    )
qualify
    min(records.legal_status) over same_year <> max(records.legal_status) over same_year
