-- int_cla_iro__month_end: the reviewing officer of each looked-after child at each month end
-- grain    one row per looked-after child and month end with an officer involved
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   int_cla_month_end, staging.involvements; parameter iro_role_ids
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
    coalesce(involvements.professional_team, 'UNALLOCATED') as team_id,
    involvements.professional_id as worker_id
from intermediate.int_cla_month_end as children
inner join intermediate.int_persons__survivor as survivors
    on
        children.la_code = survivors.la_code
        and children.person_id = survivors.person_id
inner join staging.involvements as involvements
    on
        survivors.la_code = involvements.la_code
        and survivors.source_person_id = involvements.source_person_id
        and children.snapshot_date >= involvements.involvement_start_date
        and children.snapshot_date < coalesce(involvements.involvement_end_date, date '9999-12-31')
cross join settings
where list_contains(settings.roles, involvements.professional_role_id)
qualify
    row_number() over (
        partition by children.la_code, children.person_id, children.snapshot_date
        order by
            involvements.involvement_start_date desc,
            involvements.involvements_id asc
    ) = 1
