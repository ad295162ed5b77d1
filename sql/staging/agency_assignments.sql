-- agency_assignments: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per assignment of an agency social worker; end_date is the first day after it
-- key      la_code, assignment_id
-- units    dates
-- source   landed.agency_assignments
select
    la_code,
    nullif(trim(assignment_id), '') as assignment_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(team_id), '') as team_id,
    start_date,
    end_date,
    is_project,
    is_within_price_cap,
    has_three_years_experience,
    has_references,
    has_notice_of_four_weeks,
    has_cooled_off,
    source_file,
    source_row,
    drop_month
from landed.agency_assignments
