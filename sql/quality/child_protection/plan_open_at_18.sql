/* rule
name: A child protection plan open past the 18th birthday
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_end_date]
  person: [dob]
fault: missing date
message: The plan is open and the person is 18 or over.
remedy: End the plan on the 18th birthday at the latest, or correct the birth date.
*/
select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
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
cross join ref.run as run
where
    not coalesce(records.cp_plan_ola, false)
    and records.cp_plan_end_date is null
    and persons.eighteenth_birthday <= run.extract_date
