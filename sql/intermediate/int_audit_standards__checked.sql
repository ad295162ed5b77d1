-- int_audit_standards__checked: each applicable check of a practice standard, dated by its audit
-- grain    one row per check that was met or not met, in a completed audit
-- key      la_code, audit_standard_id
-- units    dates; numerator 1 = met
-- source   staging.audit_standards, staging.audits
with
checks as (
    select
        la_code,
        audit_standard_id,
        audit_id,
        upper(standard_code) as standard_code,
        result,
        checked_by
    from staging.audit_standards
    where result in ('met', 'not_met')
),

audits as (
    select
        la_code,
        audit_id,
        team_id,
        worker_id,
        completed_date
    from staging.audits
    where completed_date is not null
)

select
    checks.la_code,
    checks.audit_standard_id,
    audits.completed_date as event_date,
    coalesce(audits.team_id, 'UNALLOCATED') as team_id,
    coalesce(audits.worker_id, 'UNALLOCATED') as worker_id,
    case
        when regexp_matches(checks.standard_code, '^PS([1-9]|1[0-2])$') then checks.standard_code
        else 'other'
    end as category,
    coalesce(checks.checked_by = 'system', false) as is_system_tested,
    case when checks.result = 'met' then 1 else 0 end as numerator
from checks
-- inner: a check belongs to a period only through its audit's date
inner join audits
    on
        checks.la_code = audits.la_code
        and checks.audit_id = audits.audit_id
