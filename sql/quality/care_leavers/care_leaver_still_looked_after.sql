/* rule
name: A care leaver who is still looked after
dfe: [SSDA903 1007]
severity: query
records: [care_leavers]
columns:
  care_leavers: [source_person_id]
  cla_episodes: [cla_episode_ceased_date]
fault: repeated record
message: The young person is listed as a care leaver and is still looked after.
remedy: End the period of care, or remove the young person from the care leavers.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.care_leavers as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_cla_periods as periods
    on
        survivors.la_code = periods.la_code
        and survivors.person_id = periods.person_id
cross join ref.run as run
where
    periods.start_date <= run.extract_date
    and coalesce(periods.end_date, date '9999-12-31') > run.extract_date
    -- an eligible child of 16 or 17 is looked after still
    and not coalesce(starts_with(lower(records.care_leaver_eligibility), 'eligible'), false)
