/* rule
name: A child protection visit that does not say whether the child was seen, or alone
severity: query
records: [cp_visits]
columns:
  cp_visits: [cp_visit_seen, cp_visit_seen_alone]
fault: missing code
message: >-
  The visit was in the last twelve months and does not say whether the child was seen, or alone;
  it counts as no.
remedy: Record whether the child was seen, and alone.
*/
with
said as (
    select
        la_code,
        cp_visit_id,
        source_person_id,
        cp_visit_date,
        unnest(['cp_visit_seen', 'cp_visit_seen_alone']) as column_name,
        unnest([cp_visit_seen, cp_visit_seen_alone or not cp_visit_seen]) as is_seen,
        source_file,
        source_row,
        drop_month
    from staging.cp_visits
)

select
    records.la_code,
    records.cp_visit_id as record_id,
    records.source_person_id,
    records.cp_visit_date as on_date,
    records.column_name,
    records.source_file,
    records.source_row,
    records.drop_month
from said as records
cross join ref.run as run
where
    records.is_seen is null
    and records.cp_visit_date > run.extract_date - interval 12 month
    -- a council that never records it has nothing to mend visit by visit
    and exists (
        select 1 from said as other
        where
            other.la_code = records.la_code
            and other.column_name = records.column_name
            and other.is_seen is not null
    )
