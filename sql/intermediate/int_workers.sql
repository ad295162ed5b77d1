-- int_workers: the register of workers, with where each stands at the end of the month reported
-- grain    one row per worker who is a professional on record or has held a post
-- key      la_code, worker_id
-- units    dates inside status as dd/mm/yyyy
-- source   staging.professionals, staging.posts, ref.run
with
holdings as (
    select
        posts.la_code,
        posts.worker_id,
        posts.post_id,
        posts.team_id,
        posts.job_role,
        posts.fte,
        posts.valid_from,
        posts.valid_from <= runs.data_to
        and coalesce(posts.valid_to, date '9999-12-31') > runs.data_to as is_open,
        posts.valid_from > runs.data_to as is_to_come,
        posts.valid_to
    from staging.posts as posts
    inner join ref.run as runs
        on posts.la_code = runs.la_code
    where posts.worker_id is not null
),

-- the post that says most about a worker: open before closed, the larger part, the latest
telling_posts as (
    select
        la_code,
        worker_id,
        team_id,
        job_role,
        is_open,
        is_to_come,
        max(valid_to) over (partition by la_code, worker_id) as left_date
    from holdings
    qualify
        row_number() over (
            partition by la_code, worker_id
            order by is_open desc, is_to_come desc, fte desc, valid_from desc, post_id asc
        ) = 1
),

known_workers as (
    select
        la_code,
        professional_id as worker_id
    from staging.professionals
    union distinct
    select
        la_code,
        worker_id
    from telling_posts
)

select
    known_workers.la_code,
    known_workers.worker_id,
    coalesce(professionals.professional_name, known_workers.worker_id) as worker_name,
    coalesce(telling_posts.job_role, professionals.professional_job_title) as job_role,
    case when telling_posts.is_open then telling_posts.team_id end as current_team_id,
    case
        when telling_posts.is_open then 'in post'
        when telling_posts.is_to_come then 'not yet started'
        when telling_posts.left_date is not null
            then 'left ' || strftime(telling_posts.left_date, '%d/%m/%Y')
        else 'no post on record'
    end as status
from known_workers
left join staging.professionals as professionals
    on
        known_workers.la_code = professionals.la_code
        and known_workers.worker_id = professionals.professional_id
left join telling_posts
    on
        known_workers.la_code = telling_posts.la_code
        and known_workers.worker_id = telling_posts.worker_id
