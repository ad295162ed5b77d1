-- int_referrals__grouped: each referral of a child with the one that stands for it
-- grain    one row per referral of a person under 18, born or unborn
-- key      la_code, referral_id
-- units    dates
-- source   staging.cin_episodes; activity from staging.cin_assessments and staging.s47_enquiry
-- Referrals of one child on one day are one (the census allows one per day): the one that led to an
-- assessment or an enquiry, then one not closed as no further action, then the lowest id.
with
referrals as (
    select
        episodes.la_code,
        episodes.referral_id,
        coalesce(survivors.person_id, episodes.source_person_id) as person_id,
        episodes.referral_date,
        episodes.referral_decision_date,
        episodes.referral_decision_team_id,
        episodes.referral_decision_worker_id,
        episodes.referral_team as referral_team_id,
        episodes.referral_source_code,
        episodes.cin_primary_need_code as primary_need_code,
        episodes.referral_nfa as is_nfa,
        episodes.close_date,
        episodes.close_reason
    from staging.cin_episodes as episodes
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            episodes.la_code = survivors.la_code
            and episodes.source_person_id = survivors.source_person_id
    where episodes.referral_date is not null
),

activity as (
    select
        la_code,
        referral_id
    from staging.cin_assessments
    where referral_id is not null
    union distinct
    select
        la_code,
        referral_id
    from staging.s47_enquiry
    where referral_id is not null
),

judged as (
    select
        referrals.la_code,
        referrals.referral_id,
        referrals.person_id,
        referrals.referral_date,
        referrals.referral_decision_date,
        referrals.referral_decision_team_id,
        referrals.referral_decision_worker_id,
        referrals.referral_team_id,
        referrals.referral_source_code,
        referrals.primary_need_code,
        referrals.is_nfa,
        referrals.close_date,
        referrals.close_reason,
        activity.referral_id is not null as has_activity
    from referrals
    -- left: most referrals that end at once have no activity
    left join activity
        on
            referrals.la_code = activity.la_code
            and referrals.referral_id = activity.referral_id
    -- left: without a date of birth a person is taken for a child
    left join intermediate.int_persons__current as persons
        on
            referrals.la_code = persons.la_code
            and referrals.person_id = persons.person_id
    -- an adult's record carried on as a disabled person's or care leaver's is no child's referral
    where coalesce(persons.eighteenth_birthday, date '9999-12-31') > referrals.referral_date
)

select
    la_code,
    referral_id,
    first_value(referral_id) over same_day as kept_referral_id,
    person_id,
    referral_date,
    referral_decision_date,
    referral_decision_team_id,
    referral_decision_worker_id,
    referral_team_id,
    referral_source_code,
    primary_need_code,
    is_nfa,
    close_date,
    close_reason
from judged
window
    same_day as (
        partition by la_code, person_id, referral_date
        order by has_activity desc, coalesce(is_nfa, false) asc, referral_id asc
    )
