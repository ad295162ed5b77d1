-- int_fostering_households__stages: each stage that each mainstream fostering household reached
-- grain    one row per household and stage reached
-- key      la_code, household_id, stage
-- units    dates; stage_order counts up towards the end of the pipeline
-- source   staging.fostering_households; parameter foster_panel_booked_days
with
-- family and friends are assessed for one child in a pipeline of their own; adopters foster nobody
households as (
    select
        la_code,
        household_id,
        team_id,
        worker_id,
        enquiry_date,
        initial_visit_date,
        application_date,
        stage_2_date,
        panel_date,
        approval_date,
        -- refused by the agency decision maker, a household has left the pipeline too
        least(withdrawn_date, refused_date) as withdrawn_date
    from staging.fostering_households
    where kind = 'mainstream'
),

stage_names as (
    select
        stages.stage,
        stages.stage_order
    from (
        values
        ('enquiry', 1),
        ('initial_visit', 2),
        ('stage_1', 3),
        ('stage_2', 4),
        ('panel', 5),
        ('approved', 6),
        ('withdrawn', 7)
    ) as stages (stage, stage_order)
),

dated as (
    select
        households.la_code,
        households.household_id,
        households.team_id,
        households.worker_id,
        stage_names.stage,
        stage_names.stage_order,
        case stage_names.stage
            when 'enquiry' then households.enquiry_date
            when 'initial_visit' then households.initial_visit_date
            when 'stage_1' then households.application_date
            when 'stage_2' then households.stage_2_date
            when 'panel' then households.panel_date
            when 'approved' then households.approval_date
            when 'withdrawn' then households.withdrawn_date
        end as stage_date,
        households.stage_2_date
    from households
    cross join stage_names
)

select
    la_code,
    household_id,
    coalesce(team_id, 'UNALLOCATED') as team_id,
    coalesce(worker_id, 'NONE') as worker_id,
    stage,
    stage_order,
    stage_date,
    -- a household waits at the panel stage from the booking, taken to be made a fixed number of
    -- days ahead but never before Stage 2 began
    case
        when stage = 'panel'
            then greatest(
                stage_date - (
                    select cast(max(value_number) as integer)
                    from ref.parameter
                    where name = 'foster_panel_booked_days'
                ),
                coalesce(stage_2_date, stage_date)
            )
        else stage_date
    end as stands_from
from dated
where stage_date is not null
