-- int_s47__grouped: each section 47 enquiry with the one that stands for it
-- grain    one row per child and enquiry as recorded
-- key      la_code, s47_enquiry_id
-- units    dates
-- source   staging.s47_enquiry; merges through intermediate.int_persons__survivor
-- Within one episode of a child enquiries may not overlap (CIN census rule 8890): of a run that
-- does, the earliest stands for all. An enquiry that starts on the day another ended does not
-- overlap it; two that start on one day do. An enquiry with an outcome but no end date (Annex A) is
-- over, nobody knows since when: it overlaps none that starts later.
with
enquiries as (
    select
        enquiries.la_code,
        enquiries.s47_enquiry_id,
        coalesce(survivors.person_id, enquiries.source_person_id) as person_id,
        enquiries.referral_id,
        enquiries.s47_start_date as start_date,
        enquiries.s47_end_date as end_date,
        enquiries.s47_nfa as is_nfa,
        coalesce(
            enquiries.s47_end_date,
            case
                when enquiries.s47_nfa is null then date '9999-12-31'
                else enquiries.s47_start_date
            end
        ) as known_to,
        enquiries.s47_completed_by_team as team_id,
        enquiries.s47_completed_by_worker_id as worker_id
    from staging.s47_enquiry as enquiries
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            enquiries.la_code = survivors.la_code
            and enquiries.source_person_id = survivors.source_person_id
    where
        enquiries.s47_start_date is not null
        and coalesce(enquiries.s47_end_date, enquiries.s47_start_date) >= enquiries.s47_start_date
),

compared as (
    select
        la_code,
        s47_enquiry_id,
        person_id,
        referral_id,
        start_date,
        end_date,
        is_nfa,
        team_id,
        worker_id,
        max(known_to) over earlier > start_date
        or max(start_date) over earlier = start_date as is_overlapping
    from enquiries
    window
        earlier as (
            partition by la_code, person_id, referral_id
            order by start_date, s47_enquiry_id
            rows between unbounded preceding and 1 preceding
        )
),

runs as (
    select
        la_code,
        s47_enquiry_id,
        person_id,
        referral_id,
        start_date,
        end_date,
        is_nfa,
        team_id,
        worker_id,
        sum(case when coalesce(is_overlapping, false) then 0 else 1 end) over (
            partition by la_code, person_id, referral_id
            order by start_date, s47_enquiry_id
        ) as run_number
    from compared
)

select
    la_code,
    s47_enquiry_id,
    first_value(s47_enquiry_id) over (
        partition by la_code, person_id, referral_id, run_number
        order by start_date, s47_enquiry_id
    ) as kept_s47_enquiry_id,
    person_id,
    referral_id,
    start_date,
    end_date,
    is_nfa,
    team_id,
    worker_id
from runs
