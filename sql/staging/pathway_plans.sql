-- pathway_plans: the latest word on each record, trimmed, blanks as null
-- grain    one row per pathway plan of a young person
-- key      la_code, pathway_plan_id
-- units    dates
-- source   landed.pathway_plans
select
    la_code,
    nullif(trim(pathway_plan_id), '') as pathway_plan_id,
    nullif(trim(source_person_id), '') as source_person_id,
    started_date,
    completed_date,
    source_file,
    source_row,
    drop_month
from landed.pathway_plans
