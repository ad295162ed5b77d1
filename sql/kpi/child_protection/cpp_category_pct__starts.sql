/* kpi
name: Child protection plans started by category of abuse
domain: child_protection
variant: starts
definition: >-
    Of the child protection plans started in the period, the share with each initial category of
    abuse. The categories together are 100 per cent.
clock: By the plan's start.
source: CIN census InitialCategoryOfAbuse; Ofsted ILACS Annex A list 7
comparator: EES CIN D2
caveats: Local use of the category of several kinds of abuse differs between authorities.
version: 1
headline: R12
pack: core
polarity: contextual
attribution: A-EVT
measure: share
bases: [IM, YTD, R12]
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
    plans.start_date as event_date,
    1 as numerator,
    1 as denominator,
    coalesce(categories.label, 'not recorded') as category
from intermediate.int_cp_plans__valid as plans
-- left: a category that is no code stays in, as not recorded
left join ref.code as categories
    on
        categories.code_set = 'abuse_category'
        and plans.initial_category = categories.code
