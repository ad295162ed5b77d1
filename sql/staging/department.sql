-- department: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per team, undated (the extension table teams overrides it)
-- key      la_code, team_id
-- units    none
-- source   landed.department
select
    la_code,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(team_name), '') as team_name,
    nullif(trim(team_parent_id), '') as team_parent_id,
    nullif(trim(team_parent_name), '') as team_parent_name,
    source_file,
    source_row,
    drop_month
from landed.department
