/* rule
name: A children's home without its registration number
dfe: [SSDA903 218]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_urn, cla_placement_type]
fault: missing code
message: The registration number of a children's home or secure unit in England is blank.
remedy: Record the number under which it is registered.
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
where
    records.cla_placement_type in ('K1', 'K2')
    and records.cla_placement_urn is null
    and not coalesce(records.cla_placement_outside_england, false)
