/* rule
name: A return interview before the child came back
severity: query
records: [missing]
columns:
  missing: [missing_rhi_completed_date, missing_episode_end_date]
fault: date
message: The interview is dated before the missing episode ended.
remedy: Correct the date of the interview, or when the child came back.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.missing_episode_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.missing as records
where records.missing_rhi_completed_date < records.missing_episode_end_date
