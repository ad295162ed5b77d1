-- int_iro_contacts: days on which a reviewing officer saw or spoke with each looked-after child
-- grain    one row per child and day
-- key      la_code, person_id, contact_date
-- units    dates
-- source   staging.cla_iro_contacts (absent: the latest only), staging.cla_episodes
-- The Standard Safeguarding Dataset holds the latest contact of each episode alone.
with
said as (
    select
        la_code,
        source_person_id,
        contact_date
    from staging.cla_iro_contacts
    union all
    select
        la_code,
        source_person_id,
        cla_last_iro_contact_date as contact_date
    from staging.cla_episodes
)

select distinct
    said.la_code,
    coalesce(survivors.person_id, said.source_person_id) as person_id,
    said.contact_date
from said
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        said.la_code = survivors.la_code
        and said.source_person_id = survivors.source_person_id
where said.contact_date is not null
