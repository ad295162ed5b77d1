/* kpi
name: Improvement plan actions complete or on track
domain: improvement
definition: >-
  Of the actions opened in the improvement plan by the end of the day, how many are complete or
  rated green, by the plan's priority.
clock: Latest rating dated on or before the last day of the month, or completion by then.
source: Scrutiny report 14 July 2015, 5.1 to 5.3 and 5.6.3
comparator: none published
caveats: >-
  An action never rated and not complete counts as not on track. The rating is the owner's own. A
  priority outside the four counts as other.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-NONE
measure: percentage
bases: [SNAP]
levels: [authority]
categories:
  [recruitment_retention, quality_assurance, quality_of_practice, leadership_partnership, other]
unit_of_count: action
tells_of: service
record: improvement_actions
*/
with
actions as (
    select
        actions.la_code,
        actions.action_id,
        actions.priority,
        actions.completed_date,
        months.snapshot_date
    from staging.improvement_actions as actions
    inner join ref.month_end as months
        on actions.opened_date <= months.snapshot_date
),

rated as (
    select
        actions.la_code,
        actions.action_id,
        actions.priority,
        actions.completed_date,
        actions.snapshot_date,
        statuses.rag
    from actions
    left join staging.improvement_action_status as statuses
        on
            actions.la_code = statuses.la_code
            and actions.action_id = statuses.action_id
            and actions.snapshot_date >= statuses.status_date
    qualify
        row_number() over (
            partition by actions.la_code, actions.action_id, actions.snapshot_date
            order by statuses.status_date desc nulls last, statuses.status_id desc
        ) = 1
)

select
    la_code,
    cast(null as varchar) as person_id,
    action_id as record_id,
    snapshot_date,
    case
        when priority in (
            'recruitment_retention',
            'quality_assurance',
            'quality_of_practice',
            'leadership_partnership'
        ) then priority
        else 'other'
    end as category,
    case
        when completed_date <= snapshot_date or rag in ('complete', 'green') then 1
        else 0
    end as numerator,
    1 as denominator
from rated
