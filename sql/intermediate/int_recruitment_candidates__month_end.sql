-- int_recruitment_candidates__month_end: the stage at which each candidate stood each month end
-- grain    one row per candidate known by the month end
-- key      la_code, candidate_id, snapshot_date
-- units    dates
-- source   intermediate.int_recruitment_candidates__stages, ref.month_end
with
stages as (
    select
        la_code,
        candidate_id,
        team_id,
        route,
        route_group,
        stage,
        stage_order,
        stage_date
    from intermediate.int_recruitment_candidates__stages
)

select
    stages.la_code,
    stages.candidate_id,
    months.snapshot_date,
    stages.team_id,
    stages.route,
    stages.route_group,
    stages.stage,
    stages.stage_date
from stages
inner join ref.month_end as months
    on stages.stage_date <= months.snapshot_date
-- the latest dated stage, the later stage on one day; who withdrew stays withdrawn, because a
-- second application is a new record
qualify
    row_number() over (
        partition by stages.la_code, stages.candidate_id, months.snapshot_date
        order by
            stages.stage = 'withdrawn' desc,
            stages.stage_date desc,
            stages.stage_order desc
    ) = 1
