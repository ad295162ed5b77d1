-- team_on_day: the service a credited team belonged to on the day of the credit
-- grain    one row per team and day that a cohort row is credited to
-- key      la_code, team_id, credit_on
-- units    none
-- source   engine.cohort_written, engine.credit, intermediate.int_teams. A team that is not on the
--          register has no row; one that had closed, or not begun, keeps its nearest service
with
credited as (
    select
        la_code,
        team_id,
        coalesce(credit_date, event_date, snapshot_date) as credit_on
    from engine.cohort_written
    where team_id is not null
    union
    select
        la_code,
        team_id,
        credit_on
    from engine.credit
)

select
    credited.la_code,
    credited.team_id,
    credited.credit_on,
    coalesce(teams.service_id, 'UNALLOCATED') as service_id
from credited
inner join intermediate.int_teams as teams
    on credited.la_code = teams.la_code and credited.team_id = teams.team_id
qualify
    row_number() over (
        partition by credited.la_code, credited.team_id, credited.credit_on
        order by
            teams.valid_from <= credited.credit_on desc,
            case when teams.valid_from <= credited.credit_on then teams.valid_from end desc,
            teams.valid_from asc
    ) = 1
