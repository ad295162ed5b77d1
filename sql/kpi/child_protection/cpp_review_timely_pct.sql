/* kpi
name: Child protection plans reviewed within timescales
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end whose first review had fallen due,
    the share for whom every review due in the last 12 months was held on time and none is overdue.
    One late review fails the child until it lies outside the 12 months; a review still not held
    fails for as long as it is owed.
clock: >-
    First review within 3 calendar months of the initial conference (or the plan's start, if none is
    recorded or the child moved here under a plan), each later one within 6 of the one before;
    the due day itself is in time. Parameters cp_review_first_months, cp_review_later_months,
    cp_review_clock (months, or 91 and 183 days), cp_review_lookback_months.
source: NI 67; LAIT indicator 19; Working Together
comparator: LAIT RevCP; EES CIN D6
caveats: >-
    The national day count is not published. Plans under 3 months are out: dividing by all open
    plans is the commonest mistake. A failure to record reviews moves this figure as practice does.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
second_credit: chair
lookback_months: {cp_plans: 12, cp_reviews: 18}
unit_of_count: child
tells_of: service
record: cp_plans
*/
select
    judged.la_code,
    judged.person_id,
    judged.cp_plan_id as record_id,
    judged.snapshot_date,
    coalesce(chairs.team_id, 'UNALLOCATED') as second_team_id,
    coalesce(chairs.chair_id, 'UNALLOCATED') as second_worker_id,
    cast(judged.is_timely as integer) as numerator,
    1 as denominator
from intermediate.int_cp_reviews__judged as judged
-- left: no chair on record leaves the second credit unallocated
left join intermediate.int_cp_plans__chair as chairs
    on
        judged.la_code = chairs.la_code
        and judged.cp_plan_id = chairs.cp_plan_id
        and judged.snapshot_date = chairs.snapshot_date
where judged.is_in
