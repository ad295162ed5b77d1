-- int_agency_assignments__judged: agency assignments and whether each meets every national rule
-- grain    one row per assignment
-- key      la_code, assignment_id
-- units    dates; a rule not recorded is not met; rules_from = the day the rules came into force
-- source   staging.agency_assignments; parameter agency_rules_from
with
settings as (
    select cast(value_text as date) as rules_from
    from ref.parameter
    where name = 'agency_rules_from'
)

select
    assignments.la_code,
    assignments.assignment_id,
    coalesce(assignments.team_id, 'UNALLOCATED') as team_id,
    coalesce(assignments.worker_id, 'UNALLOCATED') as worker_id,
    assignments.start_date,
    assignments.end_date,
    settings.rules_from,
    coalesce(assignments.is_project, false) as is_project,
    assignments.is_within_price_cap,
    assignments.has_three_years_experience,
    assignments.has_references,
    assignments.has_notice_of_four_weeks,
    assignments.has_cooled_off,
    coalesce(
        assignments.is_within_price_cap
        and assignments.has_three_years_experience
        and assignments.has_references
        and assignments.has_notice_of_four_weeks
        and assignments.has_cooled_off,
        false
    ) as is_all_met
from staging.agency_assignments as assignments
cross join settings
