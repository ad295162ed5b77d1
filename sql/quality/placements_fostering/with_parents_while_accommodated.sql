/* rule
name: A child placed with parents and accommodated by agreement
dfe: [SSDA903 378]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_type, cla_placement_start_date]
  legal_status: [legal_status]
fault: code
message: >-
  The child is placed with parents on a day when the only legal status is accommodation by
  agreement.
remedy: >-
  Correct the legal status, or end care: a child at home by agreement is not looked after.
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
inner join intermediate.int_legal_statuses as statuses
    on
        survivors.la_code = statuses.la_code
        and survivors.person_id = statuses.person_id
        and records.cla_placement_start_date >= statuses.start_date
        and records.cla_placement_start_date < coalesce(statuses.end_date, date '9999-12-31')
where records.cla_placement_type = 'P1'
group by all
having bool_and(statuses.legal_status = 'V2')
