/* kpi
name: Children in pre-proceedings for more than 16 weeks
domain: court
variant: open_past_limit
definition: >-
    Children in pre-proceedings at the period end whose case began more than 16 weeks before.
clock: >-
    More than 112 calendar days from the decision to the period end (parameter
    prepro_limit_days).
source: CIN census 2026/27 pre-proceedings block; Standard Safeguarding Dataset; local before
comparator: none yet
caveats: The court application is an extension column until the census block is collected.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {pre_proceedings: 4}
unit_of_count: child
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
    cases.snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_pre_proceedings__month_end as cases
cross join parameters
where date_diff('day', cases.start_date, cases.snapshot_date) > parameters.limit_days
