/* rule
name: A placement that does not fit the age
dfe: [SSDA903 371, SSDA903 372, SSDA903 373, SSDA903 374]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_type, cla_placement_start_date]
  person: [dob]
fault: code
message: The child was too young on the first day for a placement of this kind.
remedy: Correct the kind of placement, its start or the birth date.
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
inner join intermediate.int_persons__current as persons
    on
        survivors.la_code = persons.la_code
        and survivors.person_id = persons.person_id
where
    (
        records.cla_placement_start_date < persons.sixteenth_birthday
        and records.cla_placement_type in ('H5', 'P2')
    )
    or (
        records.cla_placement_start_date < persons.fourteenth_birthday
        and records.cla_placement_type = 'P3'
    )
    or (
        records.cla_placement_start_date < persons.fourteenth_birthday - interval 4 year
        and records.cla_placement_type = 'R5'
    )
    or (
        records.cla_placement_start_date < persons.dob + interval 4 year
        and records.cla_placement_type = 'S1'
    )
