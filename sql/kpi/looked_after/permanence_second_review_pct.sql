/* kpi
name: Plan for permanence by the second review
domain: looked_after
definition: >-
    Of the children still looked after whose second review fell due in the period, the share
    with a care plan on record by the second review that names a plan for permanence. Short
    breaks (V3, V4) alone are out.
clock: >-
    The second review is due 3 months after the first; a plan of the day of the review is in
    time, one from before this care is none. A review held late leaves time until it was held.
source: >-
    Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33 and
    statutory guidance; Ofsted Annex A list 8
comparator: none published
caveats: >-
    A plan names permanence if the care plan record marks any of its kinds with Y; remaining
    supported at home and returning home are among them.
version: 1
headline: R12
pack: core
polarity: higher
attribution: A-EVT
measure: percentage
bases: [YTD, R12]
levels: [authority, service, team, worker]
second_credit: chair
lookback_months: {cla_reviews: 6, cla_care_plan: 6}
unit_of_count: child
tells_of: service
record: cla_episodes
*/
with
plans as (
    select
        plans.la_code,
        coalesce(survivors.person_id, plans.source_person_id) as person_id,
        plans.cla_care_plan_start_date as planned_on
    from staging.cla_care_plan as plans
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            plans.la_code = survivors.la_code
            and plans.source_person_id = survivors.source_person_id
    -- the dataset's care plan names each kind of permanence with Y or N
    where regexp_matches(upper(plans.cla_care_plan_json), '"[A-Z0-9_]+"\s*:\s*"Y')
)

select
    due.la_code,
    due.person_id,
    due.last_episode_id as record_id,
    due.due_on as event_date,
    coalesce(max(due.iro_team_id), 'UNALLOCATED') as second_team_id,
    coalesce(max(due.iro_worker_id), 'UNALLOCATED') as second_worker_id,
    case when count(plans.planned_on) > 0 then 1 else 0 end as numerator,
    1 as denominator
from intermediate.int_cla_second_reviews as due
-- left: a child without a plan stays in the denominator
left join plans
    on
        due.la_code = plans.la_code
        and due.person_id = plans.person_id
        and due.start_date <= plans.planned_on
        -- not held, the review's date is the day it is due
        and coalesce(due.held_on, due.due_on) >= plans.planned_on
group by due.la_code, due.person_id, due.last_episode_id, due.due_on
