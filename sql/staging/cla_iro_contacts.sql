-- cla_iro_contacts: the latest word on each record, trimmed, blanks as null
-- grain    one row per visit to or contact with a looked-after child by the reviewing officer
-- key      la_code, iro_contact_id
-- units    dates
-- source   landed.cla_iro_contacts
select
    la_code,
    nullif(trim(iro_contact_id), '') as iro_contact_id,
    nullif(trim(source_person_id), '') as source_person_id,
    contact_date,
    nullif(trim(iro_id), '') as iro_id,
    source_file,
    source_row,
    drop_month
from landed.cla_iro_contacts
