/* rule
name: A visit to a looked-after child on a day outside care
severity: query
records: [cla_visits]
columns:
  cla_visits: [cla_visit_date]
  cla_episodes: [cla_episode_start_date, cla_episode_ceased_date]
fault: date
message: The child was not looked after on the day of the visit.
remedy: Correct the date of the visit, or record it as a visit of another kind.
*/
select
    records.la_code,
    records.cla_visit_id as record_id,
    records.source_person_id,
    records.cla_visit_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_visits as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join intermediate.int_cla_periods__recorded as periods
    on
        survivors.la_code = periods.la_code
        and survivors.person_id = periods.person_id
        and records.cla_visit_date
        between periods.start_date and coalesce(periods.end_date, date '9999-12-31')
where periods.cla_id is null
