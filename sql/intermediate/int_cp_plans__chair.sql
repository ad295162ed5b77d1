-- int_cp_plans__chair: who last chaired a conference on each plan by each month end
-- grain    one row per open plan and month end with a chair on record
-- key      la_code, cp_plan_id, snapshot_date
-- units    dates
-- source   int_cp_plans__month_end, int_cp_plans__anchored, int_cp_reviews__held,
--          int_involvements__worker_team
with
chaired as (
    select
        la_code,
        cp_plan_id,
        held_on,
        chair_id
    from intermediate.int_cp_reviews__held
    where chair_id is not null
    union all
    select
        la_code,
        cp_plan_id,
        anchor_date as held_on,
        conference_chair_id as chair_id
    from intermediate.int_cp_plans__anchored
    where conference_chair_id is not null
),

last_chairs as (
    select
        plans.la_code,
        plans.cp_plan_id,
        plans.snapshot_date,
        max_by(chaired.chair_id, chaired.held_on) as chair_id
    from intermediate.int_cp_plans__month_end as plans
    -- inner: plans without a chair on record are left to the reader's left join
    inner join chaired
        on
            plans.la_code = chaired.la_code
            and plans.cp_plan_id = chaired.cp_plan_id
            and plans.snapshot_date >= chaired.held_on
    group by
        plans.la_code,
        plans.cp_plan_id,
        plans.snapshot_date
)

select
    last_chairs.la_code,
    last_chairs.cp_plan_id,
    last_chairs.snapshot_date,
    last_chairs.chair_id,
    coalesce(max_by(teams.team_id, teams.from_date), 'UNALLOCATED') as team_id
from last_chairs
-- left: a chair without an involvement has no team on record
left join intermediate.int_involvements__worker_team as teams
    on
        last_chairs.la_code = teams.la_code
        and last_chairs.chair_id = teams.worker_id
        and last_chairs.snapshot_date >= teams.from_date
group by
    last_chairs.la_code,
    last_chairs.cp_plan_id,
    last_chairs.snapshot_date,
    last_chairs.chair_id
