-- audits: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per audit of one case, plan or decision
-- key      la_code, audit_id
-- units    dates; flags true, false or not recorded
-- source   landed.audits
select
    la_code,
    nullif(trim(audit_id), '') as audit_id,
    nullif(trim(audit_type), '') as audit_type,
    nullif(trim(source_person_id), '') as source_person_id,
    nullif(trim(subject), '') as subject,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(auditor_id), '') as auditor_id,
    due_date,
    completed_date,
    nullif(trim(grade), '') as grade,
    nullif(trim(moderated_grade), '') as moderated_grade,
    is_sound,
    is_risk_well_managed,
    nullif(trim(plan_type), '') as plan_type,
    is_specific,
    is_measurable,
    is_achievable,
    is_realistic,
    is_time_bound,
    source_file,
    source_row,
    drop_month
from landed.audits
