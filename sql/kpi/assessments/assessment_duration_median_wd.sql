/* kpi
name: Median assessment duration in working days
domain: assessments
definition: >-
    The middle duration, in working days, of the assessments authorised in the period: half took
    this long or less.
clock: >-
    Day 0 is the day the assessment started; working days in England up to and including the day of
    authorisation (parameter assessment_clock).
source: DfE children in need statistics, table C2
comparator: EES CIN C2 duration median
caveats: A median cannot be added up from teams; it is worked out afresh at each level.
version: 1
headline: R12
pack: core
polarity: lower
attribution: A-EVT
measure: median
unit: working_days
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: cin_assessments
*/
select
    la_code,
    person_id,
    assessment_id as record_id,
    authorised_date as event_date,
    team_id,
    worker_id,
    duration_wd as numerator,
    1 as denominator
from intermediate.int_assessments__valid
where duration_wd is not null
