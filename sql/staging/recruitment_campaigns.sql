-- recruitment_campaigns: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per recruitment campaign or event
-- key      la_code, campaign_id
-- units    dates
-- source   landed.recruitment_campaigns
select
    la_code,
    nullif(trim(campaign_id), '') as campaign_id,
    nullif(trim(campaign_name), '') as campaign_name,
    nullif(trim(kind), '') as kind,
    planned_date,
    completed_date,
    source_file,
    source_row,
    drop_month
from landed.recruitment_campaigns
