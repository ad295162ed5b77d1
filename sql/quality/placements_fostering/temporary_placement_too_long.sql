/* rule
name: A temporary placement that lasts longer than it may
dfe: [SSDA903 375, SSDA903 376, SSDA903 379]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_end_date, cla_placement_type]
fault: date
message: >-
  In hospital lasts at most six weeks, the carer's holiday three and any other temporary stay
  seven days; this one is longer and hides a move.
remedy: Record it as a placement of its own kind, or when it ended.
*/
select
    records.la_code,
    records.cla_placement_id as record_id,
    records.source_person_id,
    records.cla_placement_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_placement as records
cross join ref.run as run
where
    coalesce(records.cla_placement_end_date, run.extract_date) - records.cla_placement_start_date
    > case records.cla_placement_type when 'T1' then 42 when 'T3' then 21 when 'T4' then 7 end
