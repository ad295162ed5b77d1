-- int_contacts__grouped: each contact with the one that stands for it
-- grain    one row per contact record
-- key      la_code, contact_id
-- units    dates
-- source   staging.contacts; merges through intermediate.int_persons__survivor
-- The same child, source, date and reason is one contact; dates carry no time, so the lowest id is
-- taken for the earliest. Blanks match blanks.
with
contacts as (
    select
        contacts.la_code,
        contacts.contact_id,
        coalesce(survivors.person_id, contacts.source_person_id) as person_id,
        contacts.contact_date,
        contacts.contact_decision_date,
        contacts.contact_source_code,
        contacts.contact_reason_code,
        contacts.contact_outcome_json,
        contacts.contact_team_id as team_id,
        contacts.contact_worker_id as worker_id
    from staging.contacts as contacts
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            contacts.la_code = survivors.la_code
            and contacts.source_person_id = survivors.source_person_id
)

select
    la_code,
    contact_id,
    first_value(contact_id) over same_contact as kept_contact_id,
    person_id,
    contact_date,
    contact_decision_date,
    contact_source_code,
    contact_reason_code,
    contact_outcome_json,
    team_id,
    worker_id
from contacts
window same_contact as (
    partition by la_code, person_id, contact_source_code, contact_date, contact_reason_code
    order by contact_id
)
