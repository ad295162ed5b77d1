-- int_icpc__linked: initial child protection conferences with the enquiry each one followed
-- grain    one row per child considered at a conference
-- key      la_code, icpc_id
-- units    dates; s47_enquiry_id null: no enquiry of this authority led to it
-- source   staging.initial_cp_conference, intermediate.int_s47__grouped, int_persons__survivor
-- The recorded enquiry, or the one that stands for it; else the child's latest enquiry begun on or
-- before the conference. A conference for a child who moved here follows no enquiry of ours.
with
conferences as (
    select
        conferences.la_code,
        conferences.icpc_id,
        coalesce(survivors.person_id, conferences.source_person_id) as person_id,
        conferences.icpc_date,
        coalesce(conferences.icpc_transfer_in, false) as is_transfer_in,
        conferences.s47_enquiry_id as recorded_s47_enquiry_id,
        conferences.icpc_outcome_cp_flag as is_plan_recorded,
        conferences.icpc_transfer_notified_date as transfer_notified_date,
        conferences.icpc_participation as is_participation,
        conferences.icpc_quorate as is_quorate,
        conferences.icpc_team as team_id,
        conferences.icpc_worker_id as worker_id,
        conferences.chair_id
    from staging.initial_cp_conference as conferences
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            conferences.la_code = survivors.la_code
            and conferences.source_person_id = survivors.source_person_id
    where conferences.icpc_date is not null
),

candidates as (
    select
        conferences.la_code,
        conferences.icpc_id,
        conferences.person_id,
        conferences.icpc_date,
        conferences.is_transfer_in,
        conferences.is_plan_recorded,
        conferences.transfer_notified_date,
        conferences.is_participation,
        conferences.is_quorate,
        conferences.team_id,
        conferences.worker_id,
        conferences.chair_id,
        enquiries.kept_s47_enquiry_id as s47_enquiry_id,
        enquiries.start_date as s47_start_date,
        coalesce(
            enquiries.s47_enquiry_id = conferences.recorded_s47_enquiry_id, false
        ) as is_recorded
    from conferences
    -- left: a conference may follow no enquiry
    left join intermediate.int_s47__grouped as enquiries
        on
            conferences.la_code = enquiries.la_code
            and conferences.person_id = enquiries.person_id
            and not conferences.is_transfer_in
            and (
                conferences.recorded_s47_enquiry_id = enquiries.s47_enquiry_id
                or conferences.icpc_date >= enquiries.start_date
            )
)

select
    la_code,
    icpc_id,
    person_id,
    icpc_date,
    is_transfer_in,
    is_plan_recorded,
    transfer_notified_date,
    is_participation,
    is_quorate,
    team_id,
    worker_id,
    chair_id,
    s47_enquiry_id
from candidates
qualify
    row_number() over (
        partition by la_code, icpc_id
        order by is_recorded desc, s47_start_date desc nulls last, s47_enquiry_id asc
    ) = 1
