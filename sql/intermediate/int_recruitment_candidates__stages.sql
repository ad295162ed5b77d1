-- int_recruitment_candidates__stages: each stage that each candidate reached, with its date
-- grain    one row per candidate and stage reached
-- key      la_code, candidate_id, stage
-- units    dates; stage_order counts up towards the end of the pipeline
-- source   staging.recruitment_candidates
with
candidates as (
    select
        la_code,
        candidate_id,
        target_team_id,
        route,
        enquiry_date,
        application_date,
        shortlisted_date,
        interview_date,
        offer_date,
        accepted_date,
        start_date,
        withdrawn_date
    from staging.recruitment_candidates
),

stage_names as (
    select
        stages.stage,
        stages.stage_order
    from (
        values
        ('enquiry', 1),
        ('application', 2),
        ('shortlisted', 3),
        ('interviewed', 4),
        ('offered', 5),
        ('accepted', 6),
        ('in_post', 7),
        ('withdrawn', 8)
    ) as stages (stage, stage_order)
),

dated as (
    select
        candidates.la_code,
        candidates.candidate_id,
        candidates.target_team_id,
        candidates.route,
        stage_names.stage,
        stage_names.stage_order,
        case stage_names.stage
            when 'enquiry' then candidates.enquiry_date
            when 'application' then candidates.application_date
            when 'shortlisted' then candidates.shortlisted_date
            when 'interviewed' then candidates.interview_date
            when 'offered' then candidates.offer_date
            when 'accepted' then candidates.accepted_date
            when 'in_post' then candidates.start_date
            when 'withdrawn' then candidates.withdrawn_date
        end as stage_date
    from candidates
    cross join stage_names
)

select
    la_code,
    candidate_id,
    coalesce(target_team_id, 'UNALLOCATED') as team_id,
    case
        when route in ('campaign_1', 'campaign_2', 'campaign_3', 'rolling') then route
        else 'other'
    end as route,
    case
        when starts_with(route, 'campaign') then 'campaign'
        when route = 'rolling' then 'rolling'
        else 'other'
    end as route_group,
    stage,
    stage_order,
    stage_date
from dated
where stage_date is not null
