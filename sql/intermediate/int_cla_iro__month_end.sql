-- int_cla_iro__month_end: the reviewing officer of each looked-after child at each month end
-- grain    one row per looked-after child and month end with an officer involved
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   int_cla_month_end, int_involvements__persons; parameter iro_role_ids
-- Of two officers the one who took over last.
with
settings as (
    select string_split(replace(max(value_text), ' ', ''), ',') as roles
    from ref.parameter
    where name = 'iro_role_ids'
)

select
    children.la_code,
    children.person_id,
    children.snapshot_date,
    children.cla_episode_id,
    coalesce(involvements.team_id, 'UNALLOCATED') as team_id,
    involvements.worker_id
from intermediate.int_cla_month_end as children
inner join intermediate.int_involvements__persons as involvements
    on
        children.la_code = involvements.la_code
        and children.person_id = involvements.person_id
        and children.snapshot_date >= involvements.start_date
        and children.snapshot_date < involvements.end_date
cross join settings
where list_contains(settings.roles, involvements.role_id)
qualify
    row_number() over (
        partition by children.la_code, children.person_id, children.snapshot_date
        order by
            involvements.start_date desc,
            involvements.involvement_id asc
    ) = 1
