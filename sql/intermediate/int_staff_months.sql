-- int_staff_months: social workers in post from the first to the last day of a month
-- grain    one row per worker and calendar month up to the month reported
-- key      la_code, worker_id, month_end
-- units    dates; is_absent_all_month: away on every day of the month
-- source   staging.posts, staging.staff_absences, ref.calendar, ref.run; parameter
--          social_work_roles
with
settings as (
    select string_split(replace(value_text, ' ', ''), ',') as social_work_roles
    from ref.parameter
    where name = 'social_work_roles'
),

months as (
    select
        days.date as month_end,
        cast(date_trunc('month', days.date) as date) as month_start
    from ref.calendar as days
    inner join ref.run as run
        on days.date <= run.data_to
    where days.date = days.month_end
),

posts as (
    select
        posts.la_code,
        posts.worker_id,
        posts.post_id || '|' || cast(posts.valid_from as varchar) as record_id,
        posts.team_id,
        posts.fte,
        posts.valid_from,
        coalesce(posts.valid_to, date '9999-12-31') as valid_to
    from staging.posts as posts
    inner join settings
        on list_contains(settings.social_work_roles, posts.job_role)
    where posts.worker_id is not null and posts.contract <> 'vacant'
),

-- in post on the first day and at the end of the last; a move in between changes nothing
in_post as (
    select
        posts.la_code,
        posts.worker_id,
        months.month_end,
        months.month_start,
        bool_or(posts.valid_from <= months.month_start) as was_there,
        min_by(posts.record_id, (-posts.fte, posts.record_id))
        filter (where posts.valid_to > months.month_end) as record_id,
        min_by(posts.team_id, (-posts.fte, posts.record_id))
        filter (where posts.valid_to > months.month_end) as team_id
    from posts
    inner join months
        on posts.valid_from <= months.month_end and posts.valid_to > months.month_start
    group by posts.la_code, posts.worker_id, months.month_end, months.month_start
)

select
    in_post.la_code,
    in_post.worker_id,
    in_post.month_end,
    in_post.month_start,
    in_post.record_id,
    in_post.team_id,
    coalesce(bool_or(absences.worker_id is not null), false) as is_absent_all_month
from in_post
left join staging.staff_absences as absences
    on
        in_post.la_code = absences.la_code
        and in_post.worker_id = absences.worker_id
        and in_post.month_start >= absences.start_date
        and coalesce(absences.return_date, date '9999-12-31') > in_post.month_end
where in_post.was_there and in_post.record_id is not null
group by all
