-- permanence: the latest word on each record, trimmed, blanks as null
-- grain    one row per child considered for permanence
-- key      la_code, table_id
-- units    dates; counts; flags true, false or not recorded
-- source   landed.permanence, staging.cla_ids (a period several returns tell of has one id)
select
    records.la_code,
    nullif(trim(records.table_id), '') as table_id,
    nullif(trim(records.source_person_id), '') as source_person_id,
    coalesce(ids.first_cla_id, nullif(trim(records.cla_id), '')) as cla_id,
    records.adm_decision_date,
    records.ffa_cp_decision_date,
    records.placement_order_date,
    records.placed_for_adoption_date,
    records.matched_date,
    records.adopted_by_carer_flag,
    records.placed_ffa_cp_date,
    records.decision_reversed_date,
    records.placed_foster_carer_date,
    records.part_of_sibling_group,
    records.siblings_placed_together,
    records.siblings_placed_apart,
    nullif(trim(records.placement_provider_urn), '') as placement_provider_urn,
    nullif(trim(records.decision_reversed_reason), '') as decision_reversed_reason,
    records.permanence_order_date,
    nullif(trim(records.permanence_order_type), '') as permanence_order_type,
    nullif(trim(records.adoption_worker_id), '') as adoption_worker_id,
    nullif(trim(records.adopter_sex), '') as adopter_sex,
    nullif(trim(records.adopter_legal_status), '') as adopter_legal_status,
    nullif(trim(records.number_of_adopters), '') as number_of_adopters,
    records.source_file,
    records.source_row,
    records.drop_month
from landed.permanence as records
-- left: most periods are told whole
left join staging.cla_ids as ids
    on
        records.la_code = ids.la_code
        and trim(records.cla_id) = ids.cla_id
