-- cohort_credited: every cohort row up to the month reported, with the team and worker it is given
-- grain    one row per KPI file, record, category and, for stocks, month end
-- key      file_stem, la_code, record_id, category, credit_on
-- units    numerator and denominator as the KPI contributes them; category '' = none declared
-- source   engine.cohort_written, engine.credit. Rows after the month reported are not yet due
-- made     on reading: a million wide rows, read once as they are
select
    written.la_code,
    written.file_stem,
    written.kpi_id,
    written.person_id,
    written.record_id,
    coalesce(written.record_table, kpis.record_table) as record_table,
    written.event_date,
    written.snapshot_date,
    coalesce(written.event_date, written.snapshot_date) as counted_on,
    coalesce(written.credit_date, written.event_date, written.snapshot_date) as credit_on,
    written.counts_from,
    coalesce(written.team_id, credits.team_id, 'UNALLOCATED') as team_id,
    coalesce(
        written.worker_id,
        credits.worker_id,
        -- a post or a household is held by a team, not by a worker
        case when written.person_id is null then 'NONE' else 'UNALLOCATED' end
    ) as worker_id,
    case
        when kpis.second_credit is not null then coalesce(written.second_team_id, 'UNALLOCATED')
    end as second_team_id,
    case
        when kpis.second_credit is not null then coalesce(written.second_worker_id, 'UNALLOCATED')
    end as second_worker_id,
    coalesce(written.category, '') as category,
    written.numerator,
    written.denominator
from engine.cohort_written as written
inner join seed.kpi as kpis
    on written.file_stem = kpis.file_stem
-- left: no lead involvement on the day leaves the row unallocated, and visible
left join engine.credit as credits
    on
        written.la_code = credits.la_code
        and written.person_id = credits.person_id
        and coalesce(written.credit_date, written.event_date, written.snapshot_date)
        = credits.credit_on
        and credits.is_event_credit
        = (kpis.attribution = 'A-EVT' and written.snapshot_date is null)
        and written.team_id is null
        and written.worker_id is null
cross join ref.run as run
where
    kpis.is_enabled
    and coalesce(written.event_date, written.snapshot_date) <= run.data_to
