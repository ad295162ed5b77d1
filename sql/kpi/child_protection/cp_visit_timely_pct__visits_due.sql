/* kpi
name: Child protection visits made by the day they were due
domain: child_protection
variant: visits_due
definition: >-
    Of the visits under child protection plans that fell due in the month, the share made by the due
    day with the child seen. One not made by its due day fails, whether it is made later or not at
    all; a visit not made because the plan had ended by the due day is not owed.
clock: >-
    By the due day, which is itself in time: the first visit 10 working days after the initial
    conference (parameter cp_visit_first_wd), each later one 28 days after the child was last seen
    (parameter cp_visit_interval_days).
source: Local standard; Working Together sets no interval
comparator: none published
caveats: >-
    A visit made early counts in the month it was due. Every day on which the child was seen starts
    the interval anew.
version: 1
headline: IM
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [IM]
levels: [authority, service, team, worker]
lookback_months: {cp_plans: 1, cp_visits: 1}
unit_of_count: child
tells_of: service
record: cp_visits
*/
select
    la_code,
    person_id,
    -- one not made has no record of its own: the plan stands for it
    coalesce(cp_visit_id, cp_plan_id) as record_id,
    case when cp_visit_id is null then 'cp_plans' else 'cp_visits' end as record_table,
    due_on as event_date,
    cast(coalesce(visited_on <= due_on, false) as integer) as numerator,
    1 as denominator
from intermediate.int_cp_visit_steps
where
    visited_on is not null
    or coalesce(end_date, date '9999-12-31') > due_on
qualify
    -- of two plans of one child a visit serves the one that owed it first
    row_number() over (
        partition by la_code, coalesce(cp_visit_id, cp_plan_id)
        order by due_on, cp_plan_id
    ) = 1
