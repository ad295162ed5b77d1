/* rule
name: A child looked after without a legal status
dfe: [SSDA903 144]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_id, cla_episode_ceased_date]
  legal_status: [legal_status]
fault: missing code
message: The child is looked after on the day of the extract and no legal status is in force.
remedy: Record the legal status the child is looked after under.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records
inner join intermediate.int_cla_periods as periods
    on
        records.la_code = periods.la_code
        and records.cla_episode_id = periods.last_episode_id
cross join ref.run as run
left join intermediate.int_legal_statuses as current
    on
        periods.la_code = current.la_code
        and periods.person_id = current.person_id
        and run.extract_date >= current.start_date
        and run.extract_date < coalesce(current.end_date, date '9999-12-31')
where
    periods.start_date <= run.extract_date
    and coalesce(periods.end_date, date '9999-12-31') > run.extract_date
    and current.la_code is null
    -- a council that sends none has nothing to mend child by child
    and exists (
        select 1 from staging.legal_status as sent
        where sent.la_code = records.la_code
    )
