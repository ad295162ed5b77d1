/* rule
name: A care leaver in touch, without activity or accommodation
dfe: [SSDA903 345, SSDA903 153]
severity: query
records: [care_leavers]
columns:
  care_leavers: [care_leaver_activity, care_leaver_in_touch, care_leaver_accommodation]
fault: missing code
message: The young person is in touch, and what they do or where they live is blank or nought.
remedy: Record what the young person does and where they live.
*/
with
said as (
    select
        la_code,
        table_id,
        source_person_id,
        care_leaver_in_touch,
        unnest(['care_leaver_activity', 'care_leaver_accommodation']) as column_name,
        unnest([care_leaver_activity, care_leaver_accommodation]) as answer,
        source_file,
        source_row,
        drop_month
    from staging.care_leavers
)

select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.column_name,
    records.source_file,
    records.source_row,
    records.drop_month
from said as records
where
    upper(records.care_leaver_in_touch) in ('YES', 'Y')
    and coalesce(records.answer, '0') = '0'
