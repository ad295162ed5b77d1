/* rule
name: A child protection visit on a day without a plan
severity: query
records: [cp_visits]
columns:
  cp_visits: [cp_visit_date]
  cp_plans: [cp_plan_start_date, cp_plan_end_date]
fault: date
message: The child had no child protection plan on the day of the visit.
remedy: Correct the date of the visit, or record it as a visit of another kind.
*/
select
    records.la_code,
    records.cp_visit_id as record_id,
    records.source_person_id,
    records.cp_visit_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_visits as records

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join (
    select
        plans.la_code,
        coalesce(people.person_id, plans.source_person_id) as person_id,
        plans.cp_plan_start_date as start_date,
        coalesce(plans.cp_plan_end_date, date '9999-12-31') as end_date
    from staging.cp_plans as plans
    left join intermediate.int_persons__survivor as people
        on
            plans.la_code = people.la_code
            and plans.source_person_id = people.source_person_id
) as spells
    on
        survivors.la_code = spells.la_code
        and survivors.person_id = spells.person_id
        and records.cp_visit_date between spells.start_date and spells.end_date
where spells.person_id is null
