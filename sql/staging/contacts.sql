-- contacts: the latest word on each record, trimmed, blanks as null
-- grain    one row per child named in a contact
-- key      la_code, contact_id
-- units    dates
-- source   landed.contacts
select
    la_code,
    nullif(trim(contact_id), '') as contact_id,
    nullif(trim(source_person_id), '') as source_person_id,
    contact_date,
    nullif(trim(contact_source_code), '') as contact_source_code,
    nullif(trim(contact_source_desc), '') as contact_source_desc,
    nullif(trim(contact_outcome_json), '') as contact_outcome_json,
    contact_decision_date,
    nullif(trim(contact_team_id), '') as contact_team_id,
    nullif(trim(contact_worker_id), '') as contact_worker_id,
    nullif(trim(contact_reason_code), '') as contact_reason_code,
    source_file,
    source_row,
    drop_month
from landed.contacts
