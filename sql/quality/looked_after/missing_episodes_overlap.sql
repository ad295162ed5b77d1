/* rule
name: A missing episode begun while the one before went on
dfe: [SSDA903 574]
severity: query
records: [missing]
columns:
  missing: [missing_episode_start_date, missing_episode_end_date]
fault: date
message: The child's missing episode before it had not ended on the day it began.
remedy: Correct when the one before ended, or when this one began.
*/
with
compared as (
    select
        la_code,
        table_id,
        start_date,
        lag(coalesce(end_date, date '9999-12-31')) over (
            partition by la_code, person_id
            order by start_date, coalesce(end_date, date '9999-12-31'), table_id
        ) as previous_end_date
    from intermediate.int_missing_episodes__recorded
)

select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.missing_episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.missing as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.table_id = compared.table_id
        and compared.start_date < compared.previous_end_date
