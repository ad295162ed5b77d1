-- int_iro_posts__month_end: filled posts of independent reviewing officers at each month end
-- grain    one row per post row that holds that day
-- key      la_code, record_id, snapshot_date
-- units    fte 1 = full time; counts_protection = chaired plans belong to the caseload too
-- source   intermediate.int_posts__month_end; parameters iro_job_roles, iro_counts_protection
with
settings as (
    select
        string_split(
            replace(max(value_text) filter (where name = 'iro_job_roles'), ' ', ''), ','
        ) as job_roles,
        max(value_number) filter (where name = 'iro_counts_protection') = 1 as counts_protection
    from ref.parameter
)

select
    posts.la_code,
    posts.snapshot_date,
    posts.record_id,
    posts.team_id,
    posts.worker_id,
    posts.fte,
    settings.counts_protection
from intermediate.int_posts__month_end as posts
cross join settings
where
    posts.is_filled
    and list_contains(settings.job_roles, posts.job_role)
