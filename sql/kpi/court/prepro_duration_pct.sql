/* kpi
name: Pre-proceedings ended within 16 weeks
domain: court
definition: >-
    Of the pre-proceedings ended in the period, each child counted, the share that ended within
    16 weeks of the decision to begin.
clock: >-
    By the day of the end. 112 calendar days after the decision are in time (parameter
    prepro_limit_days).
source: CIN census 2026/27 pre-proceedings block; Standard Safeguarding Dataset; local before
comparator: none yet
caveats: >-
    Counts those ended: see those open past the limit beside it. The court application is an
    extension column until the census block is collected.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {pre_proceedings: 4}
unit_of_count: child
tells_of: service
record: pre_proceedings
*/
with
parameters as (
    select cast(value_number as integer) as limit_days
    from ref.parameter
    where name = 'prepro_limit_days'
)

select
    cases.la_code,
    cases.person_id,
    cases.pre_proceedings_id as record_id,
    cases.end_date as event_date,
    cast(date_diff('day', cases.start_date, cases.end_date) <= parameters.limit_days as integer)
        as numerator,
    1 as denominator
from intermediate.int_pre_proceedings__valid as cases
cross join parameters
where cases.end_date is not null
