-- int_legal_statuses: legal statuses by person, short breaks marked
-- grain    one row per legal status of a person
-- key      la_code, legal_status_id
-- units    dates, end_date null while in force
-- source   staging.legal_status; merges through intermediate.int_persons__survivor
-- V3 and V4 are agreed series of short-term placements (SSDA903 legal status list): a child under
-- them alone is in no figure of children looked after.
select
    statuses.la_code,
    statuses.legal_status_id,
    coalesce(survivors.person_id, statuses.source_person_id) as person_id,
    statuses.legal_status,
    statuses.legal_status in ('V3', 'V4') as is_short_break,
    statuses.legal_status_start_date as start_date,
    statuses.legal_status_end_date as end_date
from staging.legal_status as statuses
-- left: a record whose person was not sent still stands for itself
left join intermediate.int_persons__survivor as survivors
    on
        statuses.la_code = survivors.la_code
        and statuses.source_person_id = survivors.source_person_id
