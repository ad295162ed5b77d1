/* rule
name: A visit dated after the day of the extract
severity: query
records: [cp_visits, cin_visits, cla_visits]
columns:
  cp_visits: [cp_visit_date]
  cin_visits: [cin_visit_date]
  cla_visits: [cla_visit_date]
fault: date
message: It is dated after the day of the extract.
remedy: Correct the date; what is still to come is no event yet.
*/
with
records as (
    select
        la_code,
        'cp_visits' as table_name,
        cp_visit_id as record_id,
        source_person_id,
        cp_visit_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cp_visits
    union all
    select
        la_code,
        'cin_visits' as table_name,
        cin_visit_id as record_id,
        source_person_id,
        cin_visit_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cin_visits
    union all
    select
        la_code,
        'cla_visits' as table_name,
        cla_visit_id as record_id,
        source_person_id,
        cla_visit_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.cla_visits
)

select records.*
from records
cross join ref.run as run
where records.on_date > run.extract_date
