-- int_contacts__unique: contacts, each counted once per child
-- grain    one row per child, source, date and reason
-- key      la_code, contact_id
-- units    dates
-- source   intermediate.int_contacts__grouped
select
    la_code,
    contact_id,
    person_id,
    contact_date,
    contact_decision_date,
    contact_source_code,
    contact_reason_code,
    contact_outcome_json,
    team_id,
    worker_id
from intermediate.int_contacts__grouped
where contact_id = kept_contact_id
