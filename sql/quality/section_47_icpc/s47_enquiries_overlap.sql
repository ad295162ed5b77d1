/* rule
name: A section 47 enquiry begun while another of the case was under way
dfe: [CIN 8890, CIN 8839]
severity: query
records: [s47_enquiry]
columns:
  s47_enquiry: [s47_start_date, s47_end_date]
fault: repeated record
message: >-
  An earlier enquiry of the same case was under way on the day it began; the two count once.
remedy: Correct the dates, or close the one that was recorded twice.
*/
select
    records.la_code,
    records.s47_enquiry_id as record_id,
    records.source_person_id,
    records.s47_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.s47_enquiry as records
inner join intermediate.int_duplicates__collapsed as duplicates
    on
        records.la_code = duplicates.la_code
        and records.s47_enquiry_id = duplicates.record_id_collapsed
        and duplicates.table_name = 's47_enquiry'
