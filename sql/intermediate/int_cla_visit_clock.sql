-- int_cla_visit_clock: when each looked-after child is next to be visited, at each month end
-- grain    one row per looked-after child and month end
-- key      la_code, person_id, snapshot_date
-- units    dates; first_due_on = first visit of the placement, next_due_on = the one now owed
-- source   int_cla_visit_rule, int_cla_visits__of_persons, ref.parameter
-- A care order starts the clock anew for a child who lives with a parent (regulation 28(5)).
with
limits as (
    select
        cast(max(value_number) filter (where name = 'cla_visit_first_days') as integer)
            as first_days,
        cast(max(value_number) filter (where name = 'cla_visit_interval_days') as integer)
            as usual_days,
        cast(max(value_number) filter (where name = 'cla_visit_weekly_days') as integer)
            as weekly_days,
        cast(max(value_number) filter (where name = 'cla_visit_temporary_days') as integer)
            as temporary_days,
        cast(max(value_number) filter (where name = 'cla_visit_long_term_months') as integer)
            as long_term_months,
        cast(max(value_number) filter (where name = 'cla_visit_agreed_months') as integer)
            as agreed_months,
        cast(max(value_text) filter (where name = 'cla_visit_agreed_from') as date) as agreed_from
    from ref.parameter
),

ruled as (
    select
        rules.la_code,
        rules.person_id,
        rules.snapshot_date,
        rules.cla_episode_id,
        case
            when rules.visit_rule = 'care_order'
                then greatest(rules.placed_on, rules.care_order_date)
            else rules.placed_on
        end as anchor_date,
        case
            when
                rules.visit_rule = 'agreed_six_months'
                and rules.snapshot_date >= rules.placed_on + to_months(12)
                and rules.snapshot_date >= limits.agreed_from
                then limits.agreed_months
            when
                rules.is_long_term
                and rules.visit_rule in ('agreed_six_months', 'long_term')
                and rules.snapshot_date >= rules.placed_on + to_months(12)
                then limits.long_term_months
        end as interval_months,
        case
            when
                rules.visit_rule
                in ('temporary_connected', 'interim_order', 'parent_before_assessment')
                and not rules.is_reviewed
                then limits.weekly_days
            when rules.visit_rule in ('temporary_connected', 'interim_order')
                then limits.temporary_days
            else limits.usual_days
        end as interval_days,
        limits.first_days
    from intermediate.int_cla_visit_rule as rules
    cross join limits
),

visited as (
    select
        ruled.la_code,
        ruled.person_id,
        ruled.snapshot_date,
        min(visits.visit_date) as first_visit_date,
        max(visits.visit_date) as last_visit_date
    from ruled
    inner join intermediate.int_cla_visits__of_persons as visits
        on
            ruled.la_code = visits.la_code
            and ruled.person_id = visits.person_id
            and ruled.anchor_date <= visits.visit_date
            and ruled.snapshot_date >= visits.visit_date
    group by ruled.la_code, ruled.person_id, ruled.snapshot_date
)

select
    ruled.la_code,
    ruled.person_id,
    ruled.snapshot_date,
    ruled.cla_episode_id,
    ruled.anchor_date + ruled.first_days as first_due_on,
    visited.first_visit_date,
    visited.last_visit_date,
    case
        when visited.last_visit_date is null then ruled.anchor_date + ruled.first_days
        when ruled.interval_months is not null
            then cast(visited.last_visit_date + to_months(ruled.interval_months) as date)
        else visited.last_visit_date + ruled.interval_days
    end as next_due_on
from ruled
left join visited
    on
        ruled.la_code = visited.la_code
        and ruled.person_id = visited.person_id
        and ruled.snapshot_date = visited.snapshot_date
