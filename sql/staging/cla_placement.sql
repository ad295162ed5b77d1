-- cla_placement: the latest word on each record, trimmed, blanks as null
-- grain    one row per placement of a looked-after child
-- key      la_code, cla_placement_id
-- units    dates; cla_placement_distance in miles
-- source   landed.cla_placement, staging.cla_ids (a period several returns tell of has one id)
select
    records.la_code,
    nullif(trim(records.cla_placement_id), '') as cla_placement_id,
    records.cla_placement_start_date,
    nullif(trim(records.cla_placement_type), '') as cla_placement_type,
    nullif(trim(records.cla_placement_urn), '') as cla_placement_urn,
    records.cla_placement_distance,
    coalesce(ids.first_cla_id, nullif(trim(records.cla_id), '')) as cla_id,
    nullif(trim(records.cla_placement_provider), '') as cla_placement_provider,
    nullif(trim(records.cla_placement_postcode), '') as cla_placement_postcode,
    records.cla_placement_end_date,
    nullif(trim(records.cla_placement_change_reason), '') as cla_placement_change_reason,
    nullif(trim(records.source_person_id), '') as source_person_id,
    nullif(trim(records.cla_placement_carer_id), '') as cla_placement_carer_id,
    upper(nullif(trim(records.cla_placement_location), '')) as cla_placement_location,
    records.cla_placement_is_long_term,
    lower(nullif(trim(records.cla_placement_visit_rule), '')) as cla_placement_visit_rule,
    records.cla_placement_outside_england,
    lower(nullif(trim(records.cla_placement_registration), '')) as cla_placement_registration,
    records.source_file,
    records.source_row,
    records.drop_month
from landed.cla_placement as records
-- left: most periods are told whole
left join staging.cla_ids as ids
    on
        records.la_code = ids.la_code
        and trim(records.cla_id) = ids.cla_id
