/* rule
name: A placement begun while the one before went on
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_start_date, cla_placement_end_date, cla_placement_type]
fault: date
message: The child's placement before it had not ended on the day it began.
remedy: >-
  Correct when the one before ended, or when this one began; a holiday or hospital stay has a code
  of its own.
*/
with
compared as (
    select
        la_code,
        cla_placement_id,
        start_date,
        lag(coalesce(end_date, date '9999-12-31')) over (
            partition by la_code, cla_id
            order by start_date, coalesce(end_date, date '9999-12-31'), cla_placement_id
        ) as previous_end_date
    from intermediate.int_placement_legs
)

select
    records.la_code,
    records.cla_placement_id as record_id,
    records.source_person_id,
    records.cla_placement_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_placement as records
inner join compared
    on
        records.la_code = compared.la_code
        and records.cla_placement_id = compared.cla_placement_id
        and compared.start_date < compared.previous_end_date
