/* kpi
name: Open child protection plans by time on plan
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end, the share in each band of time
    on the plan. The bands together are 100 per cent; the last is the share of plans lasting 2
    years or more.
clock: >-
    From the plan's start to the period end, both counted (parameter cpp_open_days_inclusive). 3
    and 6 calendar months to the day are in the lower band, 12 and 18 in the higher; 24 months
    and over means more than 729 days (parameter cpp_long_days).
source: DfE children in need statistics, table D5
comparator: EES CIN D5 (its bands merge 12 to 24 months)
caveats: >-
    Of plans open today: long plans are over-represented against all plans made.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: share
bases: [SNAP]
levels: [authority, service, team, worker]
categories:
    - to 3 months
    - to 6 months
    - to 12 months
    - to 18 months
    - to 24 months
    - 24 months and over
lookback_months: {cp_plans: 24}
unit_of_count: child
record: cp_plans
*/
with
parameters as (
    select
        cast(max(case when name = 'cpp_long_days' then value_number end) as integer) as long_days,
        cast(max(case when name = 'cpp_open_days_inclusive' then value_number end) as integer)
            as last_day_count
    from ref.parameter
),

plans as (
    select
        plans.la_code,
        plans.person_id,
        plans.cp_plan_id,
        plans.snapshot_date,
        plans.start_date,
        -- the first day no longer lived under the plan, so that months are full when they are over
        plans.snapshot_date + parameters.last_day_count as until_date,
        parameters.long_days
    from intermediate.int_cp_plans__month_end as plans
    cross join parameters
)

select
    la_code,
    person_id,
    cp_plan_id as record_id,
    snapshot_date,
    1 as numerator,
    1 as denominator,
    case
        when date_diff('day', start_date, until_date) > long_days then '24 months and over'
        when until_date <= start_date + to_months(3) then 'to 3 months'
        when until_date <= start_date + to_months(6) then 'to 6 months'
        when until_date < start_date + to_months(12) then 'to 12 months'
        when until_date < start_date + to_months(18) then 'to 18 months'
        else 'to 24 months'
    end as category
from plans
