/* rule
name: A provider that cannot provide this kind of placement
dfe: [SSDA903 527, SSDA903 528, SSDA903 529, SSDA903 530, SSDA903 531, SSDA903 550]
severity: query
records: [cla_placement]
columns:
  cla_placement: [cla_placement_provider, cla_placement_type]
fault: code
message: The provider cannot provide a placement of this kind.
remedy: Correct the provider, or the kind of placement.
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
where
    (records.cla_placement_type = 'P1') <> (records.cla_placement_provider = 'PR0')
    or (
        records.cla_placement_provider in ('PR1', 'PR2')
        and records.cla_placement_type in ('R2', 'R5')
    )
    or (
        records.cla_placement_provider = 'PR3'
        and regexp_matches(records.cla_placement_type, '^(A[3-6]|K[12]|U[1-6])$')
    )
