-- int_cla_social_workers__month_end: how many social workers each looked-after child has had
-- grain    one row per looked-after child and month end with a lead social worker in the 12 months
-- key      la_code, person_id, snapshot_date
-- units    workers_count = different people; one who came back counts once
-- source   int_cla_ages__month_end, int_involvements__persons; parameter social_worker_role_ids
-- Those who led before the child came into care count too.
with
settings as (
    select string_split(replace(max(value_text), ' ', ''), ',') as roles
    from ref.parameter
    where name = 'social_worker_role_ids'
)

select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    count(distinct involvements.worker_id) as workers_count
from intermediate.int_cla_ages__month_end as children
inner join intermediate.int_involvements__persons as involvements
    on
        children.la_code = involvements.la_code
        and children.person_id = involvements.person_id
        and children.snapshot_date >= involvements.start_date
        -- still the lead at the end of the first of the 365 or 366 days
        and children.looked_from < involvements.end_date
        -- begun and ended on one day, an involvement was the lead at the end of none
        and involvements.start_date < involvements.end_date
cross join settings
where list_contains(settings.roles, involvements.role_id)
group by children.la_code, children.person_id, children.snapshot_date
