-- audit_actions: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per action that an audit asked for
-- key      la_code, audit_action_id
-- units    dates
-- source   landed.audit_actions
select
    la_code,
    nullif(trim(audit_action_id), '') as audit_action_id,
    nullif(trim(audit_id), '') as audit_id,
    nullif(trim(owner_id), '') as owner_id,
    nullif(trim(team_id), '') as team_id,
    due_date,
    closed_date,
    source_file,
    source_row,
    drop_month
from landed.audit_actions
