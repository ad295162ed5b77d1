-- improvement_actions: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per action of the improvement plan
-- key      la_code, action_id
-- units    dates
-- source   landed.improvement_actions
select
    la_code,
    nullif(trim(action_id), '') as action_id,
    nullif(trim(priority), '') as priority,
    nullif(trim(action_title), '') as action_title,
    nullif(trim(owner_id), '') as owner_id,
    opened_date,
    due_date,
    completed_date,
    source_file,
    source_row,
    drop_month
from landed.improvement_actions
