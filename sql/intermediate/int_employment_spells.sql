-- int_employment_spells: unbroken stretches in which a worker held social work posts
-- grain    one row per worker, kind of contract (employed or agency) and unbroken stretch
-- key      la_code, worker_id, contract_group, start_date
-- units    dates, end_date = the day the worker left, null while in post; fte 1 = full time
-- source   staging.posts, staging.staff_absences; parameters social_work_roles, employment_gap_days
-- A move between posts is no break; nor is leave on record from which the worker comes back.
with
settings as (
    select
        string_split(
            replace(max(value_text) filter (where name = 'social_work_roles'), ' ', ''), ','
        ) as social_work_roles,
        max(cast(value_number as integer)) filter (where name = 'employment_gap_days') as gap_days
    from ref.parameter
),

posts as (
    select
        posts.la_code,
        posts.worker_id,
        case when posts.contract = 'agency' then 'agency' else 'employed' end as contract_group,
        posts.post_id || '|' || cast(posts.valid_from as varchar) as record_id,
        posts.team_id,
        posts.fte,
        posts.valid_from as start_date,
        coalesce(posts.valid_to, date '9999-12-31') as end_date
    from staging.posts as posts
    inner join settings
        on list_contains(settings.social_work_roles, posts.job_role)
    where
        posts.worker_id is not null
        and posts.contract in ('permanent', 'fixed_term', 'agency')
        and coalesce(posts.valid_to, date '9999-12-31') > posts.valid_from
),

presences as (
    select * from posts
    union all
    select
        la_code,
        worker_id,
        'employed' as contract_group,
        null as record_id,
        null as team_id,
        null as fte,
        start_date,
        coalesce(return_date, date '9999-12-31') as end_date
    from staging.staff_absences
),

marked as (
    select
        presences.*,
        coalesce(
            presences.start_date > max(presences.end_date) over (
                partition by presences.la_code, presences.worker_id, presences.contract_group
                order by presences.start_date, presences.end_date
                rows between unbounded preceding and 1 preceding
            ) + settings.gap_days,
            true
        ) as is_new
    from presences
    cross join settings
),

numbered as (
    select
        *,
        sum(cast(is_new as integer)) over (
            partition by la_code, worker_id, contract_group order by start_date, end_date
            rows between unbounded preceding and current row
        ) as spell_no
    from marked
),

-- part posts taken up, or given up, on one day are one person's hours
edged as (
    select
        *,
        start_date = min(start_date) filter (where record_id is not null) over spell as is_first,
        end_date = max(end_date) filter (where record_id is not null) over spell as is_last
    from numbered
    window spell as (partition by la_code, worker_id, contract_group, spell_no)
)

select
    la_code,
    worker_id,
    contract_group,
    min(start_date) filter (where is_first) as start_date,
    nullif(max(end_date), date '9999-12-31') as end_date,
    sum(fte) filter (where is_first) as first_fte,
    sum(fte) filter (where is_last) as last_fte,
    min_by(record_id, (-fte, record_id)) filter (where is_first) as first_record_id,
    min_by(team_id, (-fte, record_id)) filter (where is_first) as first_team_id,
    min_by(record_id, (-fte, record_id)) filter (where is_last) as last_record_id,
    min_by(team_id, (-fte, record_id)) filter (where is_last) as last_team_id
from edged
group by la_code, worker_id, contract_group, spell_no
having count(record_id) > 0
