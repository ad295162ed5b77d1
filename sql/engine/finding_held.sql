-- finding_held: who led on each child on the day of a finding about the child
-- grain    one row per child and day on which somebody led
-- key      la_code, person_id, held_on
-- units    dates
-- source   engine.finding_described, intermediate.int_involvements__lead; start <= day < end, then
--          highest role, latest start, lowest id
with
wanted as (
    select distinct
        la_code,
        person_id,
        held_on
    from engine.finding_described
    where person_id is not null
)

select
    wanted.la_code,
    wanted.person_id,
    wanted.held_on,
    involvements.team_id,
    involvements.worker_id
from wanted
inner join intermediate.int_involvements__lead as involvements
    on
        wanted.la_code = involvements.la_code
        and wanted.person_id = involvements.person_id
        and wanted.held_on >= involvements.start_date
        and wanted.held_on < coalesce(involvements.end_date, date '9999-12-31')
qualify
    row_number() over (
        partition by wanted.la_code, wanted.person_id, wanted.held_on
        order by
            involvements.role_priority asc,
            involvements.start_date desc,
            involvements.involvement_id asc
    ) = 1
