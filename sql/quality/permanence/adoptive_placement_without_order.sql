/* rule
name: A child placed for adoption under an order that is not recorded
dfe: [SSDA903 408]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_type, cla_placement_start_date]
  legal_status: [legal_status]
fault: code
message: The kind of placement rests on a placement order and none is in force that day.
remedy: Record the placement order as the legal status, or correct the kind of placement.
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

inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
left join intermediate.int_legal_statuses as statuses
    on
        survivors.la_code = statuses.la_code
        and survivors.person_id = statuses.person_id
        and statuses.legal_status = 'E1'
        and records.cla_placement_start_date >= statuses.start_date
        and records.cla_placement_start_date <= coalesce(statuses.end_date, date '9999-12-31')
where
    records.cla_placement_type in ('A5', 'A6')
    and statuses.legal_status_id is null
    and exists (
        select 1 from staging.legal_status as sent
        where sent.la_code = records.la_code
    )
