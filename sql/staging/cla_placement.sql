-- cla_placement: the latest word on each record, trimmed, blanks as null
-- grain    one row per placement of a looked-after child
-- key      la_code, cla_placement_id
-- units    dates; cla_placement_distance in miles
-- source   landed.cla_placement
select
    la_code,
    nullif(trim(cla_placement_id), '') as cla_placement_id,
    cla_placement_start_date,
    nullif(trim(cla_placement_type), '') as cla_placement_type,
    nullif(trim(cla_placement_urn), '') as cla_placement_urn,
    cla_placement_distance,
    nullif(trim(cla_id), '') as cla_id,
    nullif(trim(cla_placement_provider), '') as cla_placement_provider,
    nullif(trim(cla_placement_postcode), '') as cla_placement_postcode,
    cla_placement_end_date,
    nullif(trim(cla_placement_change_reason), '') as cla_placement_change_reason,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cla_placement_carer_id), '') as cla_placement_carer_id,
    upper(nullif(trim(cla_placement_location), '')) as cla_placement_location,
    cla_placement_is_long_term,
    lower(nullif(trim(cla_placement_visit_rule), '')) as cla_placement_visit_rule,
    cla_placement_outside_england,
    lower(nullif(trim(cla_placement_registration), '')) as cla_placement_registration,
    source_file,
    source_row,
    drop_month
from landed.cla_placement
