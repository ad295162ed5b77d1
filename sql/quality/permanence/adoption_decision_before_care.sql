/* rule
name: A decision on adoption before the child was looked after
dfe: [SSDA903 1003]
severity: query
records: [permanence]
columns:
  permanence: [adm_decision_date, cla_id]
  cla_episodes: [cla_episode_start_date]
fault: date
message: The decision that adoption is best is dated before the period of care it belongs to.
remedy: Correct the date of the decision, or the period it names.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.adm_decision_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.permanence as records
inner join intermediate.int_cla_periods__recorded as periods
    on
        records.la_code = periods.la_code
        and records.cla_id = periods.cla_id
        and records.adm_decision_date < periods.start_date
