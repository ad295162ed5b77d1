-- mash_partners: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per partner agency in the safeguarding hub plan
-- key      la_code, partner_id
-- units    dates
-- source   landed.mash_partners
select
    la_code,
    nullif(trim(partner_id), '') as partner_id,
    nullif(trim(partner_name), '') as partner_name,
    planned_from,
    resource_from,
    resource_to,
    source_file,
    source_row,
    drop_month
from landed.mash_partners
