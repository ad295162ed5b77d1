-- credit: who led on a child on the day a cohort row is credited to
-- grain    one row per child, day and reading of the day (the event's own, or the start of it)
-- key      la_code, person_id, credit_on, is_event_credit
-- units    dates
-- source   engine.cohort_written, intermediate.int_involvements__lead; credit codes A-START, A-EVT,
--          A-SNAP. Highest role, then latest start, then lowest id; no match = no row here
with
wanted as (
    select distinct
        written.la_code,
        written.person_id,
        coalesce(written.credit_date, written.event_date, written.snapshot_date) as credit_on,
        -- a stock row of a flow over a stock stands at the month's end, whatever the flow's rule
        kpis.attribution = 'A-EVT' and written.snapshot_date is null as is_event_credit
    from engine.cohort_written as written
    inner join seed.kpi as kpis
        on written.file_stem = kpis.file_stem
    -- a row that names its own team or worker keeps them
    where
        written.person_id is not null
        and written.team_id is null
        and written.worker_id is null
        and kpis.is_enabled
        and len(kpis.levels) > 1
),

candidates as (
    select
        wanted.la_code,
        wanted.person_id,
        wanted.credit_on,
        wanted.is_event_credit,
        involvements.team_id,
        involvements.worker_id,
        involvements.role_priority,
        involvements.start_date,
        involvements.involvement_id,
        -- on the day of a handover the work done is the outgoing worker's
        bool_or(
            involvements.start_date < wanted.credit_on
            and coalesce(involvements.end_date = wanted.credit_on, false)
        ) over same_role
        and involvements.start_date = wanted.credit_on as is_incoming
    from wanted
    inner join intermediate.int_involvements__lead as involvements
        on
            wanted.la_code = involvements.la_code
            and wanted.person_id = involvements.person_id
            and wanted.credit_on >= involvements.start_date
    where
        coalesce(involvements.end_date, date '9999-12-31') > wanted.credit_on
        or (wanted.is_event_credit and involvements.end_date = wanted.credit_on)
    window
        same_role as (
            partition by
                wanted.la_code,
                wanted.person_id,
                wanted.credit_on,
                wanted.is_event_credit,
                involvements.role_priority
        )
)

select
    la_code,
    person_id,
    credit_on,
    is_event_credit,
    team_id,
    worker_id
from candidates
qualify
    row_number() over (
        partition by la_code, person_id, credit_on, is_event_credit
        order by role_priority asc, is_incoming asc, start_date desc, involvement_id asc
    ) = 1
