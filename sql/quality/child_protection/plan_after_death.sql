/* rule
name: A child protection plan that begins or lasts after the child died
dfe: [CIN 8915, CIN 8920]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_end_date, cp_plan_start_date]
  person: [death_date]
fault: date
message: The child died before the plan began or ended.
remedy: End the plan on the day the child died, or correct that date.
*/
select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
    records.cp_plan_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_plans as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where
    not coalesce(records.cp_plan_ola, false)
    and coalesce(records.cp_plan_end_date, date '9999-12-31') > persons.death_date
