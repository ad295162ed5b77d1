-- cla_visits: the latest word on each record, trimmed, blanks as null
-- grain    one row per visit to a looked-after child
-- key      la_code, cla_visit_id
-- units    dates; flags true, false or not recorded
-- source   landed.cla_visits, staging.cla_ids (a period several returns tell of has one id)
select
    records.la_code,
    nullif(trim(records.cla_visit_id), '') as cla_visit_id,
    coalesce(ids.first_cla_id, nullif(trim(records.cla_id), '')) as cla_id,
    nullif(trim(records.source_person_id), '') as source_person_id,
    records.cla_visit_date,
    records.cla_visit_seen,
    records.cla_visit_seen_alone,
    records.source_file,
    records.source_row,
    records.drop_month
from landed.cla_visits as records
-- left: most periods are told whole
left join staging.cla_ids as ids
    on
        records.la_code = ids.la_code
        and trim(records.cla_id) = ids.cla_id
