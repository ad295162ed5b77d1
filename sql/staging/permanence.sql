-- permanence: the latest word on each record, trimmed, blanks as null
-- grain    one row per child considered for permanence
-- key      la_code, table_id
-- units    dates; counts; flags true, false or not recorded
-- source   landed.permanence
select
    la_code,
    nullif(trim(table_id), '') as table_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(cla_id), '') as cla_id,
    adm_decision_date,
    ffa_cp_decision_date,
    placement_order_date,
    placed_for_adoption_date,
    matched_date,
    adopted_by_carer_flag,
    placed_ffa_cp_date,
    decision_reversed_date,
    placed_foster_carer_date,
    part_of_sibling_group,
    siblings_placed_together,
    siblings_placed_apart,
    nullif(trim(placement_provider_urn), '') as placement_provider_urn,
    nullif(trim(decision_reversed_reason), '') as decision_reversed_reason,
    permanence_order_date,
    nullif(trim(permanence_order_type), '') as permanence_order_type,
    nullif(trim(adoption_worker_id), '') as adoption_worker_id,
    nullif(trim(adopter_sex), '') as adopter_sex,
    nullif(trim(adopter_legal_status), '') as adopter_legal_status,
    nullif(trim(number_of_adopters), '') as number_of_adopters,
    source_file,
    source_row,
    drop_month
from landed.permanence
