-- private_fostering: the latest word on each record, trimmed, blanks as null
-- grain    one row per private fostering arrangement the authority was told of
-- key      la_code, arrangement_id
-- units    dates
-- source   landed.private_fostering
select
    la_code,
    nullif(trim(arrangement_id), '') as arrangement_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(worker_id), '') as worker_id,
    notified_date,
    start_date,
    end_date,
    source_file,
    source_row,
    drop_month
from landed.private_fostering
