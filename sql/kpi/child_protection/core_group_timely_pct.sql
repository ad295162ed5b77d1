/* kpi
name: Core groups held in timescale
domain: child_protection
definition: >-
    Of the children on a child protection plan at the period end whose first core group was due
    before that day, or has been held, the share whose latest core group lies within the interval.
    No core group at all fails.
clock: >-
    The first is due 10 working days after the initial conference, or the plan's start if none is
    recorded (parameter core_group_first_wd); then days back from the period end (parameter
    core_group_interval_days), exactly that many days ago is in time.
source: Working Together (first meeting within 10 working days); local interval after that
comparator: none published
caveats: Core group dates are in no national return; they come from an extension table.
version: 1
headline: SNAP
pack: core
polarity: higher
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {core_groups: 2}
unit_of_count: child
tells_of: service
record: cp_plans
*/
with
parameters as (
    select
        cast(max(case when name = 'core_group_first_wd' then value_number end) as integer)
            as first_wd,
        cast(max(case when name = 'core_group_interval_days' then value_number end) as integer)
            as interval_days
    from ref.parameter
),

plans as (
    select
        plans.la_code,
        plans.person_id,
        plans.cp_plan_id,
        plans.snapshot_date,
        plans.start_date,
        coalesce(first_due.date, anchored.anchor_date) as first_due_on,
        plans.snapshot_date - parameters.interval_days as interval_from
    from intermediate.int_cp_plans__month_end as plans
    cross join parameters
    inner join intermediate.int_cp_plans__anchored as anchored
        on
            plans.la_code = anchored.la_code
            and plans.cp_plan_id = anchored.cp_plan_id
    -- left: a conference before the calendar begins was due its first core group long ago
    left join ref.calendar as anchor_day
        on anchored.anchor_date = anchor_day.date
    left join ref.working_day as first_due
        on first_due.wd_no = anchor_day.wd_no + parameters.first_wd
)

select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    plans.snapshot_date,
    cast(coalesce(max(core_groups.held_on) >= plans.interval_from, false) as integer)
        as numerator,
    1 as denominator
from plans
-- left: a plan may have had no core group
left join intermediate.int_core_groups__held as core_groups
    on
        plans.la_code = core_groups.la_code
        and plans.person_id = core_groups.person_id
        and plans.snapshot_date >= core_groups.held_on
        and plans.start_date <= core_groups.held_on
group by
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id,
    plans.snapshot_date,
    plans.first_due_on,
    plans.interval_from
having
    plans.first_due_on < plans.snapshot_date
    or count(core_groups.held_on) > 0
