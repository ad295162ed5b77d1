/* rule
name: A child still missing though care has ended
dfe: [SSDA903 577]
severity: query
records: [missing]
columns:
  missing: [missing_episode_end_date]
  cla_episodes: [cla_episode_ceased_date]
fault: missing date
message: The child went missing from care, care has ended and the missing episode has not.
remedy: Record when the child was found.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.missing as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_cla_periods__recorded as periods
    on
        survivors.la_code = periods.la_code
        and survivors.person_id = periods.person_id
        and records.missing_episode_start_date >= periods.start_date
        and records.missing_episode_start_date <= periods.end_date
cross join ref.run as run
where records.missing_episode_end_date is null and periods.end_date < run.extract_date
