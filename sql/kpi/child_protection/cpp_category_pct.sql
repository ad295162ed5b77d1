/* kpi
name: Child protection plans by category of abuse
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end, the share with each latest
    category of abuse. The categories together are 100 per cent; where no latest category is
    recorded the initial one stands.
clock: none; state at the period end
source: CIN census LatestCategoryOfAbuse; Ofsted ILACS Annex A list 7
comparator: EES CIN D4 (31 March)
caveats: >-
    The standard dataset keeps the latest category only, so earlier month ends show what is
    latest today.
version: 1
headline: SNAP
pack: core
polarity: contextual
attribution: A-SNAP
measure: share
bases: [SNAP]
levels: [authority, service, team, worker]
categories:
    - Neglect
    - Physical abuse
    - Sexual abuse
    - Emotional abuse
    - Multiple
    - not recorded
lookback_months: 0
unit_of_count: child
record: cp_plans
*/
select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.snapshot_date,
    1 as numerator,
    1 as denominator,
    coalesce(categories.label, 'not recorded') as category
from intermediate.int_cp_plans__month_end as plans
-- left: a category that is no code stays in, as not recorded
left join ref.code as categories
    on
        categories.code_set = 'abuse_category'
        and coalesce(plans.latest_category, plans.initial_category) = categories.code
