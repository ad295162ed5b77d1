-- action_due: what is still to be done for each child as at the extract, and by when
-- grain    one row per record (or child) and action not yet done
-- key      la_code, action, record_id
-- units    dates; limits are the parameters the KPIs use
-- source   intermediate.int_assessments__valid, int_referrals__unique, int_cp_review_steps,
--          int_cla_reviews__owed, ref.parameter, ref.calendar, ref.working_day
with
limits as (
    select
        max(case when name = 'assessment_limit_wd' then cast(value_number as integer) end)
            as assessment_wd,
        max(case when name = 'decision_limit_wd' then cast(value_number as integer) end)
            as decision_wd
    from ref.parameter
),

-- work on a case that has been closed is no longer owed
assessments as (
    select
        assessments.la_code,
        assessments.person_id,
        assessments.assessment_id as record_id,
        'cin_assessments' as record_table,
        'assessment to complete' as action,
        assessments.clock_start_wd_no + limits.assessment_wd as due_wd_no
    from intermediate.int_assessments__valid as assessments
    cross join limits
    left join intermediate.int_referrals__unique as referrals
        on
            assessments.la_code = referrals.la_code
            and assessments.referral_id = referrals.referral_id
    where assessments.authorised_date is null and referrals.close_date is null
),

decisions as (
    select
        referrals.la_code,
        referrals.person_id,
        referrals.referral_id as record_id,
        'cin_episodes' as record_table,
        'referral to decide' as action,
        received.wd_no + limits.decision_wd as due_wd_no
    from intermediate.int_referrals__unique as referrals
    cross join limits
    inner join ref.calendar as received
        on referrals.referral_date = received.date
    where referrals.referral_decision_date is null and referrals.close_date is null
),

by_working_day as (
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_wd_no
    from assessments
    union all
    select
        la_code,
        person_id,
        record_id,
        record_table,
        action,
        due_wd_no
    from decisions
)

select
    by_working_day.la_code,
    by_working_day.person_id,
    by_working_day.record_id,
    by_working_day.record_table,
    by_working_day.action,
    due_days.date as due_date
from by_working_day
inner join ref.working_day as due_days
    on by_working_day.due_wd_no = due_days.wd_no
union all
select
    steps.la_code,
    steps.person_id,
    steps.cp_plan_id as record_id,
    'cp_plans' as record_table,
    'child protection review to hold' as action,
    steps.due_on as due_date
from intermediate.int_cp_review_steps as steps
inner join intermediate.int_cp_plans__anchored as plans
    on steps.la_code = plans.la_code and steps.cp_plan_id = plans.cp_plan_id
where steps.held_on is null and plans.end_date is null
union all
select
    la_code,
    person_id,
    cla_review_id as record_id,
    'cla_reviews' as record_table,
    'looked-after review to hold' as action,
    due_date
from intermediate.int_cla_reviews__owed
