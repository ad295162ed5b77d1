-- adopter_households: the latest word on each record, trimmed, blanks as null
-- grain    one row per household approved to adopt
-- key      la_code, household_id
-- units    dates
-- source   landed.adopter_households
select
    la_code,
    nullif(trim(household_id), '') as household_id,
    approval_date,
    matched_date,
    ended_date,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(worker_id), '') as worker_id,
    source_file,
    source_row,
    drop_month
from landed.adopter_households
