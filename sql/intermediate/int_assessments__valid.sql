-- int_assessments__valid: assessments with their working-day clocks
-- grain    one row per assessment of a child; one authorised before it started is left out
-- key      la_code, assessment_id
-- units    dates; _wd are England working days, the first day is day 0
-- source   staging.cin_assessments, staging.cin_episodes, ref.calendar
-- Two clocks are kept side by side: from the assessment's start (DfE), and for the first assessment
-- of an episode from the referral (Working Together). Parameter assessment_clock picks which one
-- figures use; clock_start_wd_no is the numbered working day it started on.
with
parameters as (
    select value_text = 'referral' as is_referral_clock
    from ref.parameter
    where name = 'assessment_clock'
),

assessments as (
    select
        assessments.la_code,
        assessments.assessment_id,
        coalesce(survivors.person_id, assessments.source_person_id) as person_id,
        assessments.referral_id,
        assessments.assessment_start_date as start_date,
        assessments.assessment_auth_date as authorised_date,
        assessments.assessment_child_seen as is_child_seen,
        assessments.child_first_seen_date,
        assessments.assessment_outcome_nfa as is_outcome_nfa,
        assessments.assessment_team as team_id,
        assessments.assessment_worker_id as worker_id,
        -- only the first assessment of an episode answers the referral
        case
            when
                row_number() over (
                    partition by assessments.la_code, assessments.referral_id
                    order by assessments.assessment_start_date, assessments.assessment_id
                ) = 1
                then referrals.referral_date
        end as referral_date
    from staging.cin_assessments as assessments
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            assessments.la_code = survivors.la_code
            and assessments.source_person_id = survivors.source_person_id
    -- left: an assessment may name no referral
    left join staging.cin_episodes as referrals
        on
            assessments.la_code = referrals.la_code
            and assessments.referral_id = referrals.referral_id
    where
        assessments.assessment_start_date is not null
        and coalesce(assessments.assessment_auth_date, assessments.assessment_start_date)
        >= assessments.assessment_start_date
)

select
    assessments.la_code,
    assessments.assessment_id,
    assessments.person_id,
    assessments.referral_id,
    assessments.start_date,
    assessments.authorised_date,
    assessments.is_child_seen,
    assessments.child_first_seen_date,
    assessments.is_outcome_nfa,
    assessments.team_id,
    assessments.worker_id,
    authorised.wd_no - started.wd_no as from_start_wd,
    authorised.wd_no - referred.wd_no as from_referral_wd,
    case
        when parameters.is_referral_clock then coalesce(referred.wd_no, started.wd_no)
        else started.wd_no
    end as clock_start_wd_no,
    authorised.wd_no - clock_start_wd_no as duration_wd
from assessments
cross join parameters
-- left: a date before the calendar begins leaves the durations unknown
left join ref.calendar as started
    on assessments.start_date = started.date
left join ref.calendar as authorised
    on assessments.authorised_date = authorised.date
left join ref.calendar as referred
    on assessments.referral_date = referred.date
