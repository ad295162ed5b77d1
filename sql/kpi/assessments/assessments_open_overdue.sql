/* kpi
name: Open assessments past 45 working days
domain: assessments
definition: >-
    Assessments started and not authorised by the end of the day, whose 45th working day has passed.
clock: >-
    Day 0 is the day the assessment started; overdue from working day 46 on (parameters
    assessment_limit_wd and assessment_clock).
source: DfE children in need census validation rule 8670Q
comparator: none published
caveats: An assessment authorised on the day itself is not open.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cin_assessments: 12}
unit_of_count: child
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
    month_ends.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_assessments__valid as assessments
cross join parameters
-- inner: an assessment counts at the month ends it was open
inner join ref.month_end as month_ends
    on
        assessments.start_date <= month_ends.snapshot_date
        and coalesce(assessments.authorised_date, date '9999-12-31') > month_ends.snapshot_date
inner join ref.calendar as that_day
    on month_ends.snapshot_date = that_day.date
-- an assessment started before the calendar begins is long overdue
where coalesce(that_day.wd_no - assessments.clock_start_wd_no > parameters.limit_wd, true)
