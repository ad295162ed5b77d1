/* rule
name: An education or pathway plan completed before it was begun
severity: query
records: [peps, pathway_plans]
columns:
  peps: [completed_date, started_date]
  pathway_plans: [completed_date, started_date]
fault: date
message: The plan is completed before it was begun.
remedy: Correct either date.
*/
with
plans as (
    select
        la_code,
        'peps' as table_name,
        pep_id as record_id,
        source_person_id,
        started_date,
        completed_date,
        source_file,
        source_row,
        drop_month
    from staging.peps
    union all
    select
        la_code,
        'pathway_plans' as table_name,
        pathway_plan_id as record_id,
        source_person_id,
        started_date,
        completed_date,
        source_file,
        source_row,
        drop_month
    from staging.pathway_plans
)

select
    records.la_code,
    records.table_name,
    records.record_id,
    records.source_person_id,
    records.completed_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from plans as records
where records.completed_date < records.started_date
