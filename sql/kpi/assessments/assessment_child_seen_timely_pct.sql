/* kpi
name: Children first seen within 10 working days of referral
domain: assessments
definition: >-
    Of the children referred and assessed whose 10th working day after the referral fell in the
    period, the share first seen on or before that day. The first assessment of an episode
    counts, finished or not. Children not yet born on that day are out.
clock: >-
    Day 0 is the day of referral; the 10th working day is in time (parameter
    assessment_seen_limit_wd). First seen is the recorded day, else the first child in need
    visit since the referral that saw the child.
source: Local standard
comparator: none published
caveats: The day of first seeing is an extension column; where it is blank, visits stand for it.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cin_episodes: 1, cin_assessments: 1}
unit_of_count: child
tells_of: service
record: cin_assessments
*/
with
parameters as (
    select cast(value_number as integer) as limit_wd
    from ref.parameter
    where name = 'assessment_seen_limit_wd'
),

-- materialized: worked out once per calendar day, not once per record
due_days as materialized (
    select
        referred.date as referral_date,
        seen_by.date as due_on
    from ref.calendar as referred
    cross join parameters
    inner join ref.working_day as seen_by
        on seen_by.wd_no = referred.wd_no + parameters.limit_wd
),

assessments as (
    select
        firsts.la_code,
        firsts.assessment_id,
        firsts.person_id,
        firsts.team_id,
        firsts.worker_id,
        firsts.referral_date,
        firsts.first_seen_on,
        due_days.due_on
    from intermediate.int_assessments__first_seen as firsts
    -- inner: a date outside the calendar has no due day
    inner join due_days
        on firsts.referral_date = due_days.referral_date
)

select
    assessments.la_code,
    assessments.person_id,
    assessments.assessment_id as record_id,
    assessments.due_on as event_date,
    assessments.team_id,
    assessments.worker_id,
    cast(
        coalesce(
            assessments.first_seen_on between assessments.referral_date and assessments.due_on,
            false
        ) as integer
    ) as numerator,
    1 as denominator
from assessments
-- left: a child of whom nothing is known is taken as born
left join intermediate.int_persons__current as persons
    on
        assessments.la_code = persons.la_code
        and assessments.person_id = persons.person_id
where
    not coalesce(persons.is_unborn, false)
    and coalesce(persons.dob, assessments.due_on) <= assessments.due_on
