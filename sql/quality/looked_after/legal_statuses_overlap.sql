/* rule
name: A legal status begun while the one before was in force
severity: query
records: [legal_status]
columns:
  legal_status: [legal_status_start_date, legal_status_end_date]
fault: date
message: The child's legal status before it was still in force on the day it began.
remedy: Correct when the one before ended, or when this one began.
*/
with
compared as (
    select
        la_code,
        legal_status_id,
        start_date,
        lag(coalesce(end_date, date '9999-12-31')) over (
            partition by la_code, person_id
            order by start_date, coalesce(end_date, date '9999-12-31'), legal_status_id
        ) as previous_end_date
    from intermediate.int_legal_statuses
)

select
    records.la_code,
    records.legal_status_id as record_id,
    records.source_person_id,
    records.legal_status_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.legal_status as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.legal_status_id = compared.legal_status_id
        and compared.start_date < compared.previous_end_date
