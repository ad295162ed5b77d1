-- int_care_applications__valid: children in applications for a care or supervision order
-- grain    one row per child and application
-- key      la_code, care_application_id
-- units    dates, concluded_date null while proceedings go on
-- source   staging.care_applications; merges through intermediate.int_persons__survivor
-- application_id is shared by brothers and sisters; is_first_child marks the one child that stands
-- for the application, and application_issued_date is the day it was issued for the first of them.
with
applications as (
    select
        applications.la_code,
        applications.care_application_id,
        coalesce(applications.application_id, applications.care_application_id) as application_id,
        coalesce(survivors.person_id, applications.source_person_id) as person_id,
        applications.letter_before_proceedings_date as letter_date,
        applications.fgdm_offered_date,
        applications.fgdm_held_date,
        coalesce(applications.is_fgdm_not_in_interest, false) as is_fgdm_not_in_interest,
        applications.issued_date,
        applications.concluded_date
    from staging.care_applications as applications
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            applications.la_code = survivors.la_code
            and applications.source_person_id = survivors.source_person_id
    where
        applications.issued_date is not null
        and coalesce(applications.concluded_date, applications.issued_date)
        >= applications.issued_date
)

select
    la_code,
    care_application_id,
    application_id,
    person_id,
    letter_date,
    fgdm_offered_date,
    fgdm_held_date,
    is_fgdm_not_in_interest,
    issued_date,
    concluded_date,
    min(issued_date) over (
        partition by la_code, application_id
    ) as application_issued_date,
    row_number() over (
        partition by la_code, application_id
        order by concluded_date desc nulls first, care_application_id asc
    ) = 1 as is_first_child
from applications
