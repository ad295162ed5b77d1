/* rule
name: Pre-proceedings that end before they were decided on
severity: error
records: [pre_proceedings]
columns:
  pre_proceedings: [agree_stepdown_issue_date, court_application_date, pre_pro_decision_date]
fault: date
message: >-
  The step-down or the application to court is dated before the decision to begin pre-proceedings.
remedy: Correct the date of the decision, or of how pre-proceedings ended.
*/
select
    cases.la_code,
    cases.table_id as record_id,
    cases.source_person_id,
    cases.pre_pro_decision_date as on_date,
    cases.source_file,
    cases.source_row,
    cases.drop_month
from staging.pre_proceedings as cases
where
    cases.agree_stepdown_issue_date < cases.pre_pro_decision_date
    or cases.court_application_date < cases.pre_pro_decision_date
