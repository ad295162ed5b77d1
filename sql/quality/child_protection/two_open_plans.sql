/* rule
name: A second open child protection plan of a child
dfe: [CIN 8935]
severity: query
records: [cp_plans]
columns:
  cp_plans: [cp_plan_end_date]
fault: missing date
message: An earlier plan of the child is open too.
remedy: End the plan that is no longer in force, or merge the two.
*/
with
compared as (
    select
        la_code,
        cp_plan_id,
        start_date,
        end_date,
        max(end_date) over earlier as ended_before_on,
        bool_or(end_date is null) over earlier as is_one_open
    from intermediate.int_cp_plans__valid
    window
        earlier as (
            partition by la_code, person_id
            order by start_date, cp_plan_id
            rows between unbounded preceding and 1 preceding
        )
)

select
    records.la_code,
    records.cp_plan_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cp_plans as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.cp_plan_id = compared.cp_plan_id
        and compared.end_date is null
        and compared.is_one_open
