/* kpi
name: Single assessments completed within 45 working days
domain: assessments
definition: >-
    Of the assessments authorised in the period, the share authorised within 45 working days of
    their start. Several assessments of one child each count. Assessments still open are in neither
    part: see the count of those open and overdue beside it.
clock: >-
    Day 0 is the day the assessment started; working days in England up to and including the day of
    authorisation (parameters assessment_limit_wd and assessment_clock; with the clock on referral,
    the first assessment of an episode counts from the referral). Nothing stops the clock.
source: DfE children in need statistics, table C2; LAIT indicator 304; Working Together chapter 1
comparator: LAIT Continue_Assess_Comp; EES CIN C2
caveats: >-
    Working Together counts from the referral, the national figure from the assessment's start.
    Counting completed assessments alone hides those that drift.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
tells_of: service
record: cin_assessments
*/
with
parameters as (
    select cast(value_number as integer) as limit_wd
    from ref.parameter
    where name = 'assessment_limit_wd'
)

select
    assessments.la_code,
    assessments.person_id,
    assessments.assessment_id as record_id,
    assessments.authorised_date as event_date,
    assessments.team_id,
    assessments.worker_id,
    cast(assessments.duration_wd <= parameters.limit_wd as integer) as numerator,
    1 as denominator
from intermediate.int_assessments__valid as assessments
cross join parameters
where assessments.duration_wd is not null
