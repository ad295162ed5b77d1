/* rule
name: A child in need plan that begins or lasts after the child died
dfe: [CIN 4008, CIN 4009]
severity: query
records: [cin_plans]
columns:
  cin_plans: [cin_plan_end_date, cin_plan_start_date]
  person: [death_date]
fault: date
message: The child died before the plan began or ended.
remedy: End the plan on the day the child died, or correct that date.
*/
select
    records.la_code,
    records.cin_plan_id as record_id,
    records.source_person_id,
    records.cin_plan_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cin_plans as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where coalesce(records.cin_plan_end_date, date '9999-12-31') > persons.death_date
