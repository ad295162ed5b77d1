-- int_uasc_month_end: unaccompanied asylum-seeking children at each month end
-- grain    one row per person and month end with that immigration status in force
-- key      la_code, person_id, snapshot_date
-- units    dates
-- source   staging.immigration_status, ref.month_end; merges through int_persons__survivor
-- Councils write the status as UASC or in words; without dates it is taken as in force throughout.
with
statuses as (
    select
        statuses.la_code,
        coalesce(survivors.person_id, statuses.source_person_id) as person_id,
        statuses.immigration_status_start_date as start_date,
        coalesce(statuses.immigration_status_end_date, date '9999-12-31') as end_date
    from staging.immigration_status as statuses
    -- left: a record whose person was not sent still stands for itself
    left join intermediate.int_persons__survivor as survivors
        on
            statuses.la_code = survivors.la_code
            and statuses.source_person_id = survivors.source_person_id
    where
        upper(statuses.immigration_status) like '%UASC%'
        or upper(statuses.immigration_status) like '%UNACCOMPANIED%'
)

select distinct
    statuses.la_code,
    statuses.person_id,
    month_ends.snapshot_date
from statuses
-- inner: only month ends on which the status was in force
inner join ref.month_end as month_ends
    on
        coalesce(statuses.start_date, month_ends.snapshot_date) <= month_ends.snapshot_date
        and statuses.end_date > month_ends.snapshot_date
