-- int_sickness__months: working days an employed social worker lost to sickness, month by month
-- grain    one row per absence for sickness and calendar month
-- key      la_code, absence_id, month_end
-- units    days_lost in working days of England, times the worker's hours (1 = full time)
-- source   staging.staff_absences, staging.posts, ref.calendar, ref.run; parameter
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

absences as (
    select
        absences.la_code,
        absences.absence_id,
        absences.worker_id,
        months.month_end,
        greatest(absences.start_date, months.month_start) as first_day,
        least(
            months.month_end,
            coalesce(cast(absences.return_date - interval 1 day as date), date '9999-12-31')
        ) as last_day_away
    from staging.staff_absences as absences
    inner join months
        on
            absences.start_date <= months.month_end
            and coalesce(absences.return_date, date '9999-12-31') > months.month_start
    where absences.reason = 'sickness'
)

select
    absences.la_code,
    absences.absence_id,
    absences.worker_id,
    absences.month_end,
    absences.last_day_away,
    min_by(posts.team_id, (-posts.fte, posts.post_id)) as team_id,
    -- the first day away is a day lost: count from the evening before
    cast(sum(posts.fte) as decimal(18, 4)) * (max(last_days.wd_no) - max(days_before.wd_no))
        as days_lost
from absences
inner join ref.calendar as last_days
    on absences.last_day_away = last_days.date
inner join ref.calendar as days_before
    on cast(absences.first_day - interval 1 day as date) = days_before.date
-- inner: who holds no social work post as an employee that day is not counted
inner join staging.posts as posts
    on
        absences.la_code = posts.la_code
        and absences.worker_id = posts.worker_id
        and absences.first_day >= posts.valid_from
        and coalesce(posts.valid_to, date '9999-12-31') > absences.first_day
inner join settings
    on list_contains(settings.social_work_roles, posts.job_role)
where
    posts.contract in ('permanent', 'fixed_term')
    and absences.last_day_away >= absences.first_day
group by
    absences.la_code,
    absences.absence_id,
    absences.worker_id,
    absences.month_end,
    absences.last_day_away
having max(last_days.wd_no) > max(days_before.wd_no)
