-- int_case_holders__month_end: social workers who hold at least one child at a month end
-- grain    one row per worker and month end, in a role whose caseload is measured, with hours
-- key      la_code, worker_id, snapshot_date
-- units    fte 1 = full time, all posts together; children
-- source   intermediate.int_posts__month_end, intermediate.int_caseload__month_end;
--          parameter caseload_roles
with
settings as (
    select string_split(replace(value_text, ' ', ''), ',') as caseload_roles
    from ref.parameter
    where name = 'caseload_roles'
),

workers as (
    select
        posts.la_code,
        posts.holder_id as worker_id,
        posts.snapshot_date,
        sum(posts.fte) as fte,
        min_by(posts.record_id, (-posts.fte, posts.record_id)) as record_id,
        min_by(posts.team_id, (-posts.fte, posts.record_id)) as team_id,
        max(posts.asye_until) as asye_until
    from intermediate.int_posts__month_end as posts
    inner join settings
        on list_contains(settings.caseload_roles, posts.job_role)
    where posts.holder_id is not null
    group by posts.la_code, posts.holder_id, posts.snapshot_date
    having sum(posts.fte) > 0
),

children as (
    select
        la_code,
        worker_id,
        snapshot_date,
        count(*) as children_count
    from intermediate.int_caseload__month_end
    where worker_id is not null
    group by la_code, worker_id, snapshot_date
)

select
    workers.la_code,
    workers.worker_id,
    workers.snapshot_date,
    workers.fte,
    workers.record_id,
    workers.team_id,
    workers.asye_until,
    children.children_count
from workers
-- inner: who holds no child is no case holder
inner join children
    on
        workers.la_code = children.la_code
        and workers.worker_id = children.worker_id
        and workers.snapshot_date = children.snapshot_date
