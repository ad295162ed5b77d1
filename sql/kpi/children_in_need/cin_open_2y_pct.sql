/* kpi
name: Children in need cases open 2 years or more
domain: children_in_need
definition: >-
    Of the children in need at the period end, the share whose episode has been open for 2 years or
    more.
clock: >-
    Referred on or before the same day of the month 24 months earlier (parameter cin_long_months).
source: LAIT CINTime2more
comparator: LAIT CINTime2more
caveats: Disabled children and children looked after are rightly open for long.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {cin_episodes: 24}
unit_of_count: child
record: cin_episodes
*/
with
parameters as (
    select cast(value_number as integer) as long_months
    from ref.parameter
    where name = 'cin_long_months'
)

select
    cases.la_code,
    cases.person_id,
    cases.referral_id as record_id,
    cases.snapshot_date,
    cast(
        cases.open_since + to_months(parameters.long_months) <= cases.snapshot_date as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cin__month_end as cases
cross join parameters
