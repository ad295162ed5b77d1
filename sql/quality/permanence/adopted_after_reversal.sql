/* rule
name: A child adopted though the decision was reversed
dfe: [SSDA903 525, SSDA903 558]
severity: query
records: [permanence]
columns:
  permanence: [decision_reversed_date]
  cla_episodes: [cla_episode_ceased_reason]
fault: date
message: The decision that adoption is best was reversed and the child left care adopted.
remedy: Remove the reversal, or correct why care ended.
*/
select
    records.la_code,
    records.table_id as record_id,
    records.source_person_id,
    records.decision_reversed_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.permanence as records
inner join intermediate.int_cla_periods__recorded as periods
    on
        records.la_code = periods.la_code
        and records.cla_id = periods.cla_id
        and periods.end_reason in ('E11', 'E12')
where records.decision_reversed_date is not null
