-- fostering_households: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per fostering household from enquiry to deregistration
-- key      la_code, household_id
-- units    dates; approved_places_count in children
-- source   landed.fostering_households
select
    la_code,
    nullif(trim(household_id), '') as household_id,
    nullif(trim(kind), '') as kind,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(worker_id), '') as worker_id,
    enquiry_date,
    initial_visit_date,
    application_date,
    stage_2_date,
    panel_date,
    approval_date,
    withdrawn_date,
    ceased_date,
    tier,
    approved_places_count,
    refused_date,
    source_file,
    source_row,
    drop_month
from landed.fostering_households
