/* kpi
name: Child protection plans whose review result depends on the clock
domain: child_protection
variant: clocks_differ
definition: >-
    Children on a child protection plan at the period end who are in time by calendar months and not
    by the two day counts, or the other way round, or whose first review has fallen due by one clock
    only.
clock: 3 and 6 calendar months against 91 and 183 days, everything else as in the percentage.
source: LAIT indicator 19; councils' own scripts for the day counts
comparator: none published
caveats: Shows how much of the percentage is a matter of counting. Neither clock is always kinder.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: count
bases: [SNAP]
levels: [authority]
lookback_months: {cp_plans: 12, cp_reviews: 18}
unit_of_count: child
record: cp_plans
*/
select
    la_code,
    person_id,
    cp_plan_id as record_id,
    snapshot_date,
    1 as numerator,
    cast(null as integer) as denominator
from intermediate.int_cp_reviews__judged
where
    is_in_by_months <> is_in_by_days
    or is_timely_by_months <> is_timely_by_days
