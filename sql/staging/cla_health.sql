-- cla_health: the latest word on each record, trimmed, blanks as null
-- grain    one row per health check of a looked-after child
-- key      la_code, health_check_id
-- units    dates
-- source   landed.cla_health
select
    la_code,
    nullif(trim(health_check_id), '') as health_check_id,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(health_check_type), '') as health_check_type,
    health_check_date,
    nullif(trim(health_check_status), '') as health_check_status,
    nullif(trim(health_check_practitioner), '') as health_check_practitioner,
    health_check_report_date,
    source_file,
    source_row,
    drop_month
from landed.cla_health
