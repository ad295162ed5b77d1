/* rule
name: A placement outside any period of care sent
severity: error
records: [cla_placement]
columns:
  cla_placement: [cla_id]
fault: id
message: The period of care it belongs to was not sent, so the placement is in no figure.
remedy: Correct the period it names, or send its episodes.
*/
select
    records.la_code,
    records.cla_placement_id as record_id,
    records.source_person_id,
    records.cla_placement_start_date as on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.cla_placement as records
left join staging.cla_episodes as episodes
    on
        records.la_code = episodes.la_code
        and records.cla_id = episodes.cla_id
where episodes.cla_id is null
