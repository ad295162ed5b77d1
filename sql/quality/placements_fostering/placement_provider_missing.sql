/* rule
name: A placement without a known provider
dfe: [SSDA903 526, SSDA903 178]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_provider]
fault: missing code
message: The provider is blank or no code of the list.
remedy: Record who provides the placement.
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
left join ref.code as codes
    on records.cla_placement_provider = codes.code and codes.code_set = 'placement_provider'
where
    codes.code is null
    and not coalesce(regexp_matches(records.cla_placement_type, '^(T[0-4]|Z1[1-4]?)$'), false)
