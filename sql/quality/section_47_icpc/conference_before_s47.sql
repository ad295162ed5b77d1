/* rule
name: An initial conference before the enquiry that led to it
dfe: [CIN 8615]
severity: query
records: [initial_cp_conference]
columns:
  initial_cp_conference: [icpc_date, s47_enquiry_id]
  s47_enquiry: [s47_start_date]
fault: date
message: The conference is dated before the enquiry it names began.
remedy: Correct the date of either, or the enquiry it names.
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
inner join staging.s47_enquiry as enquiries
    on
        records.la_code = enquiries.la_code
        and records.s47_enquiry_id = enquiries.s47_enquiry_id
        and records.icpc_date < enquiries.s47_start_date
