/* rule
name: A placement without its distance from home
dfe: [SSDA903 392a]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_distance]
fault: missing code
message: >-
  The child is placed there on the day of the extract and the distance from home is blank.
remedy: Record the postcodes, or the distance.
*/
select
    records.la_code,
    records.cla_placement_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_placement as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_cla_periods as periods
    on
        survivors.la_code = periods.la_code
        and survivors.person_id = periods.person_id
        and records.cla_id = periods.cla_id
cross join ref.run as run
left join intermediate.int_uasc_month_end as unaccompanied
    on
        survivors.la_code = unaccompanied.la_code
        and survivors.person_id = unaccompanied.person_id
        and run.data_to = unaccompanied.snapshot_date
where
    records.cla_placement_distance is null
    and records.cla_placement_start_date <= run.extract_date
    and coalesce(records.cla_placement_end_date, date '9999-12-31') > run.extract_date
    and coalesce(periods.end_date, date '9999-12-31') > run.extract_date
    -- an unaccompanied child has no home here to measure from
    and unaccompanied.person_id is null
