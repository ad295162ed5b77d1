-- holder: who holds each child: at the end of the month, and on the day of the extract
-- grain    one row per child and occasion (month_end, extract) with a lead involvement open
-- key      la_code, person_id, occasion
-- units    dates; held_since = when this worker's lead began
-- source   intermediate.int_involvements__lead, ref.run; start <= day < end, then highest role,
--          latest start, lowest id
with
days as (
    select
        'month_end' as occasion,
        data_to as held_on
    from ref.run
    union all
    select
        'extract' as occasion,
        extract_date as held_on
    from ref.run
)

select
    involvements.la_code,
    involvements.person_id,
    days.occasion,
    days.held_on,
    coalesce(teams.team_id, 'UNALLOCATED') as team_id,
    coalesce(workers.worker_id, 'UNALLOCATED') as worker_id,
    involvements.start_date as held_since
from intermediate.int_involvements__lead as involvements
inner join days
    on
        involvements.start_date <= days.held_on
        and coalesce(involvements.end_date, date '9999-12-31') > days.held_on
left join engine.team_known as teams
    on involvements.la_code = teams.la_code and involvements.team_id = teams.team_id
left join intermediate.int_workers as workers
    on involvements.la_code = workers.la_code and involvements.worker_id = workers.worker_id
qualify
    row_number() over (
        partition by involvements.la_code, involvements.person_id, days.occasion
        order by
            involvements.role_priority asc,
            involvements.start_date desc,
            involvements.involvement_id asc
    ) = 1
