/* rule
name: Answers for a care leaver who died or went home
dfe: [SSDA903 344]
severity: query
records: [care_leavers]
columns:
  care_leavers: [care_leaver_in_touch, care_leaver_activity, care_leaver_accommodation]
fault: code
message: >-
  The young person died or went home for good, and what they do or where they live is recorded.
remedy: Remove the answers, or correct whether the young person is in touch.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.care_leavers as records
where
    upper(records.care_leaver_in_touch) in ('DIED', 'RHOM')
    and (
        coalesce(records.care_leaver_activity, '0') <> '0'
        or coalesce(records.care_leaver_accommodation, '0') <> '0'
    )
