-- int_posts__month_end: posts as they stood at the end of each month
-- grain    one row per post row that holds at the end of the month-end day
-- key      la_code, record_id, snapshot_date
-- units    dates; fte 1 = full time
-- source   staging.posts, ref.month_end; parameters social_work_roles, practice_staff_roles,
--          fixed_term_is_permanent
with
settings as (
    select
        string_split(
            replace(max(value_text) filter (where name = 'social_work_roles'), ' ', ''), ','
        ) as social_work_roles,
        string_split(
            replace(max(value_text) filter (where name = 'practice_staff_roles'), ' ', ''), ','
        ) as practice_staff_roles,
        max(value_number) filter (where name = 'fixed_term_is_permanent')
            as fixed_term_is_permanent
    from ref.parameter
),

open_posts as (
    select
        posts.la_code,
        months.snapshot_date,
        posts.post_id,
        -- the post's key: its columns in key order
        posts.post_id || '|' || cast(posts.valid_from as varchar) as record_id,
        posts.team_id,
        posts.worker_id as holder_id,
        posts.job_role,
        case
            when posts.contract = 'fixed_term' and settings.fixed_term_is_permanent = 1
                then 'permanent'
            else posts.contract
        end as contract_group,
        posts.fte,
        posts.valid_from,
        posts.valid_to,
        posts.asye_until,
        list_contains(settings.social_work_roles, posts.job_role) as is_social_work,
        list_contains(settings.practice_staff_roles, posts.job_role) as is_practice_staff
    from staging.posts as posts
    cross join settings
    -- a post that ends on the month end is no longer held at the end of that day
    inner join ref.month_end as months
        on
            posts.valid_from <= months.snapshot_date
            and coalesce(posts.valid_to, date '9999-12-31') > months.snapshot_date
)

select
    la_code,
    snapshot_date,
    post_id,
    record_id,
    team_id,
    holder_id,
    coalesce(holder_id, 'NONE') as worker_id,
    job_role,
    contract_group,
    fte,
    valid_from,
    valid_to,
    asye_until,
    is_social_work,
    is_practice_staff,
    contract_group <> 'vacant' as is_filled,
    -- one person is one head: an employee's other part posts count in no headcount; the workforce
    -- census does count every agency record
    contract_group = 'agency'
    or holder_id is null
    or row_number() over (
        partition by la_code, snapshot_date, holder_id, contract_group
        order by is_social_work desc, fte desc, valid_from asc, post_id asc
    ) = 1 as is_main_post
from open_posts
