-- int_fostering_households__month_end: the stage at which each household stood each month end
-- grain    one row per mainstream household known by the month end
-- key      la_code, household_id, snapshot_date
-- units    dates
-- source   intermediate.int_fostering_households__stages, ref.month_end
with
stages as (
    select
        la_code,
        household_id,
        team_id,
        worker_id,
        stage,
        stage_order,
        stands_from
    from intermediate.int_fostering_households__stages
)

select
    stages.la_code,
    stages.household_id,
    months.snapshot_date,
    stages.team_id,
    stages.worker_id,
    stages.stage
from stages
inner join ref.month_end as months
    on stages.stands_from <= months.snapshot_date
-- exactly one stage: withdrawal and approval end the pipeline, else the latest dated stage
qualify
    row_number() over (
        partition by stages.la_code, stages.household_id, months.snapshot_date
        order by
            stages.stage = 'withdrawn' desc,
            stages.stage = 'approved' desc,
            stages.stands_from desc,
            stages.stage_order desc
    ) = 1
