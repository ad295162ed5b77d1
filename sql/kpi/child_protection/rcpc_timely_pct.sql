/* kpi
name: Review child protection conferences held in timescale
domain: child_protection
definition: >-
    Of the review conferences that fell due in the period, the share held on or before the due day.
    One not held by its due day fails, whether it is held later or not at all; a review that was not
    held because the plan had ended by the due day is not owed.
clock: >-
    By the due day: 3 calendar months after the initial conference, then 6 after the review before;
    the due day itself is in time. Parameters cp_review_first_months, cp_review_later_months,
    cp_review_clock (months, or 91 and 183 days).
source: Local, the view by event of NI 67; Working Together
comparator: none published
caveats: >-
    A conference held early counts in the month it was due. Reads beside the share of children whose
    reviews are all in time, which one late review fails for a year.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-CHAIR
measure: percentage
bases: [IM, YTD, R12]
levels: [authority, service, team, worker]
lookback_months: {cp_plans: 6, cp_reviews: 6}
unit_of_count: child
tells_of: service
record: cp_reviews
*/
with
steps as (
    select
        steps.la_code,
        steps.person_id,
        steps.cp_plan_id,
        steps.cp_review_id,
        steps.due_on,
        steps.held_on,
        -- who held it; while it is owed, who is last known to have chaired a conference of the plan
        case
            when steps.held_on is not null then steps.chair_id
            else
                coalesce(
                    last_value(steps.chair_id ignore nulls) over before_it,
                    plans.conference_chair_id
                )
        end as chair_id,
        coalesce(
            steps.held_on,
            max(case when steps.chair_id is not null then steps.held_on end) over before_it,
            plans.conference_date
        ) as chaired_on,
        coalesce(plans.end_date, date '9999-12-31') as end_date
    from intermediate.int_cp_review_steps as steps
    inner join intermediate.int_cp_plans__anchored as plans
        on
            steps.la_code = plans.la_code
            and steps.cp_plan_id = plans.cp_plan_id
    window
        before_it as (
            partition by steps.la_code, steps.cp_plan_id
            order by steps.step_number
            rows between unbounded preceding and 1 preceding
        )
)

select
    steps.la_code,
    steps.person_id,
    -- one not held has no record of its own: the plan stands for it
    coalesce(steps.cp_review_id, steps.cp_plan_id) as record_id,
    case when steps.cp_review_id is null then 'cp_plans' else 'cp_reviews' end as record_table,
    steps.due_on as event_date,
    coalesce(chairs.team_id, 'UNALLOCATED') as team_id,
    coalesce(steps.chair_id, 'UNALLOCATED') as worker_id,
    cast(coalesce(steps.held_on <= steps.due_on, false) as integer) as numerator,
    1 as denominator
from steps
-- left: no chair on record, or none with a team
left join intermediate.int_chairs__team_on_day as chairs
    on
        steps.la_code = chairs.la_code
        and steps.chair_id = chairs.chair_id
        and steps.chaired_on = chairs.chaired_on
where steps.held_on is not null or steps.end_date > steps.due_on
