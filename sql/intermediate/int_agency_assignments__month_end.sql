-- int_agency_assignments__month_end: agency assignments in force at each month end under the rules
-- grain    one row per assignment and month end on or after the day the rules came into force
-- key      la_code, assignment_id, snapshot_date
-- units    dates; flags null where a rule is not recorded
-- source   intermediate.int_agency_assignments__judged, ref.month_end
select
    assignments.la_code,
    assignments.assignment_id,
    months.snapshot_date,
    assignments.team_id,
    assignments.worker_id,
    assignments.is_project,
    assignments.is_within_price_cap,
    assignments.has_three_years_experience,
    assignments.has_references,
    assignments.has_notice_of_four_weeks,
    assignments.has_cooled_off,
    assignments.is_all_met
from intermediate.int_agency_assignments__judged as assignments
inner join ref.month_end as months
    on
        assignments.start_date <= months.snapshot_date
        and coalesce(assignments.end_date, date '9999-12-31') > months.snapshot_date
        and assignments.rules_from <= months.snapshot_date
