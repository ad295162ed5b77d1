/* rule
name: A period of care whose first episode is no start
dfe: [SSDA903 357]
severity: query
records: [cla_episodes]
columns:
  cla_episodes: [cla_episode_start_reason]
fault: code
message: The first episode of the period of care is not said to be its start.
remedy: Correct why the episode began, or send the episodes before it.
*/
select
    records.la_code,
    records.cla_episode_id as record_id,
    records.source_person_id,
    records.cla_episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_episodes as records
inner join intermediate.int_cla_periods__recorded as periods
    on
        records.la_code = periods.la_code
        and records.cla_id = periods.cla_id
        and records.cla_episode_start_date = periods.start_date
where records.cla_episode_start_reason in ('L', 'P', 'T', 'B', 'U')
