/* kpi
name: Referral decisions within 1 working day
domain: contacts_referrals
definition: >-
    Of the referrals whose decision was due in the period, the share with a decision recorded on or
    before the due day. No further action is a decision. A referral without a decision date fails
    once the due day has passed, even if an assessment followed: none is inferred. One whose due day
    has not come yet is not counted.
clock: >-
    Day 0 is the day of referral; due on the next working day in England (parameter
    decision_limit_wd).
source: Working Together to Safeguard Children, chapter 1 (decision within one working day)
comparator: none published
caveats: >-
    No national return holds the decision date; it comes from an extension column, and a decision
    without a date counts as late.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cin_episodes: 1}
unit_of_count: child
tells_of: service
record: cin_episodes
*/
with
parameters as (
    select cast(value_number as integer) as limit_wd
    from ref.parameter
    where name = 'decision_limit_wd'
),

-- materialized: worked out once per calendar day, not once per record
due_days as materialized (
    select
        received.date as received_date,
        decided_by.date as due_date
    from ref.calendar as received
    cross join parameters
    inner join ref.working_day as decided_by
        on decided_by.wd_no = received.wd_no + parameters.limit_wd
),

due as (
    select
        referrals.la_code,
        referrals.person_id,
        referrals.referral_id,
        referrals.referral_date,
        referrals.referral_decision_date,
        referrals.referral_decision_team_id,
        referrals.referral_decision_worker_id,
        referrals.referral_team_id,
        due_days.due_date
    from intermediate.int_referrals__unique as referrals
    -- inner: a date outside the calendar has no due day
    inner join due_days
        on referrals.referral_date = due_days.received_date
    -- a decision before the referral is an error for the reject list, not a quick decision
    where
        coalesce(referrals.referral_decision_date, referrals.referral_date)
        >= referrals.referral_date
)

select
    la_code,
    person_id,
    referral_id as record_id,
    due_date as event_date,
    -- who decided, else the team it came to; the social worker it was later given to did not decide
    coalesce(referral_decision_team_id, referral_team_id, 'UNALLOCATED') as team_id,
    coalesce(referral_decision_worker_id, 'UNALLOCATED') as worker_id,
    cast(coalesce(referral_decision_date <= due_date, false) as integer) as numerator,
    1 as denominator
from due
