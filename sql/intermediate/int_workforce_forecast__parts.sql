-- int_workforce_forecast__parts: what each post and each candidate adds to the staffing forecast
-- grain    one row per post or candidate, month end and scenario
-- key      la_code, record_id, snapshot_date, scenario
-- units    heads; a head may be a fraction where it is only expected to stay or to come
-- source   intermediate.int_posts__month_end, intermediate.int_workforce_forecast__joiners,
--          intermediate.int_workforce_forecast__month_ends, staging.posts
with
scenarios as (
    select names.scenario
    from (values ('no_leavers'), ('known_leavers'), ('average_turnover')) as names (scenario)
),

month_ends as (
    select
        snapshot_date,
        target_date,
        months_to_go,
        annual_turnover
    from intermediate.int_workforce_forecast__month_ends
),

-- an employee whose post ends but who holds another on the target date has moved, not left
employed_at_target as (
    select distinct
        posts.la_code,
        posts.worker_id
    from staging.posts as posts
    inner join month_ends
        on
            posts.valid_from <= month_ends.target_date
            and coalesce(posts.valid_to, date '9999-12-31') > month_ends.target_date
    where posts.contract in ('permanent', 'fixed_term')
),

staff as (
    select
        posts.la_code,
        posts.record_id,
        month_ends.snapshot_date,
        posts.team_id,
        posts.worker_id,
        posts.contract_group = 'permanent' as is_permanent,
        case
            when posts.holder_id is null
                then coalesce(posts.valid_to, date '9999-12-31') <= month_ends.target_date
            else employed_at_target.worker_id is null
        end as is_known_leaver,
        month_ends.annual_turnover * month_ends.months_to_go / 12 as share_expected_to_leave
    from intermediate.int_posts__month_end as posts
    inner join month_ends
        on posts.snapshot_date = month_ends.snapshot_date
    left join employed_at_target
        on
            posts.la_code = employed_at_target.la_code
            and posts.holder_id = employed_at_target.worker_id
    where
        posts.is_social_work
        and posts.is_main_post
        and posts.contract_group in ('permanent', 'agency')
)

select
    staff.la_code,
    staff.record_id,
    'posts' as record_table,
    staff.snapshot_date,
    staff.team_id,
    staff.worker_id,
    scenarios.scenario,
    cast(
        case
            when not staff.is_permanent then 0
            when scenarios.scenario = 'known_leavers' and staff.is_known_leaver then 0
            when scenarios.scenario = 'average_turnover' then 1 - staff.share_expected_to_leave
            else 1
        end as decimal(18, 4)
    ) as numerator,
    1 as denominator
from staff
cross join scenarios
union all
select
    joiners.la_code,
    joiners.candidate_id as record_id,
    'recruitment_candidates' as record_table,
    joiners.snapshot_date,
    joiners.team_id,
    'NONE' as worker_id,
    scenarios.scenario,
    joiners.expected_heads as numerator,
    case when joiners.fills = 'vacant_post' then joiners.expected_heads end as denominator
from intermediate.int_workforce_forecast__joiners as joiners
cross join scenarios
