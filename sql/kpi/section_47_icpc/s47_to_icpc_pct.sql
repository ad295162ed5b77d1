/* kpi
name: Section 47 enquiries leading to an initial child protection conference
domain: section_47_icpc
definition: >-
    Of the section 47 enquiries started in the period that have an outcome, or are old enough to
    have one, the share followed by an initial child protection conference for the child on or after
    the enquiry's start. A recent enquiry without an outcome is not counted yet.
clock: >-
    By the start date. Old enough means 15 working days have passed by the period end (parameter
    s47_outcome_wait_wd); an outcome is a conference or the end of the enquiry.
source: DfE CIN census (section 47 and conference dates)
comparator: >-
    EES CIN C4 conferences over enquiries of the same year: counts, not this cohort
caveats: >-
    Earlier months move as late conferences are held. England's same-year ratio of conferences to
    enquiries is a count, not this cohort.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: child
record: s47_enquiry
*/
with
parameters as (
    select cast(value_number as integer) as wait_wd
    from ref.parameter
    where name = 's47_outcome_wait_wd'
),

enquiries as (
    select
        enquiries.la_code,
        enquiries.person_id,
        enquiries.s47_enquiry_id,
        enquiries.start_date,
        enquiries.team_id,
        enquiries.worker_id,
        enquiries.has_conference,
        enquiries.outcome_date,
        old_enough.date as old_enough_date
    from intermediate.int_s47__outcomes as enquiries
    cross join parameters
    -- inner: a date outside the calendar has no working days
    inner join ref.calendar as started
        on enquiries.start_date = started.date
    inner join ref.working_day as old_enough
        on old_enough.wd_no = started.wd_no + parameters.wait_wd
)

select
    la_code,
    person_id,
    s47_enquiry_id as record_id,
    start_date as event_date,
    team_id,
    worker_id,
    greatest(start_date, coalesce(outcome_date, start_date)) as credit_date,
    cast(has_conference as integer) as numerator,
    1 as denominator,
    least(coalesce(outcome_date, old_enough_date), old_enough_date) as counts_from
from enquiries
