/* rule
name: A legal status of a child who was not looked after
severity: query
records: [legal_status]
columns:
  legal_status: [legal_status_start_date, legal_status]
  cla_episodes: [cla_episode_start_date, cla_episode_ceased_date]
fault: date
message: The child was not looked after on the day the legal status began.
remedy: Record the period of care, or correct when the legal status began.
*/
select
    records.la_code,
    records.legal_status_id as record_id,
    records.source_person_id,
    records.legal_status_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.legal_status as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join intermediate.int_cla_periods__recorded as periods
    on
        survivors.la_code = periods.la_code
        and survivors.person_id = periods.person_id
        and records.legal_status_start_date
        between periods.start_date and coalesce(periods.end_date, date '9999-12-31')
where
    periods.cla_id is null
    -- care of long ago may not have been sent
    and records.legal_status_start_date >= (
        select min(sent.start_date) from intermediate.int_cla_periods__recorded as sent
        where sent.la_code = records.la_code
    )
