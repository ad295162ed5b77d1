/* rule
name: A conference or review led by somebody the register does not have
severity: query
records: [initial_cp_conference, cp_reviews, cla_reviews]
columns:
  initial_cp_conference: [chair_id]
  cp_reviews: [chair_id]
  cla_reviews: [iro_id]
fault: id
message: >-
  The chair or reviewing officer named is not on the register; they are shown under UNALLOCATED.
remedy: Add the person to the register, or correct the record.
*/
with
named as (
    select
        la_code,
        'initial_cp_conference' as table_name,
        icpc_id as record_id,
        source_person_id,
        icpc_date as on_date,
        'chair_id' as column_name,
        chair_id as named_id,
        source_file,
        source_row,
        drop_month
    from staging.initial_cp_conference
    union all
    select
        la_code,
        'cp_reviews' as table_name,
        cp_review_id as record_id,
        source_person_id,
        cp_review_date as on_date,
        'chair_id' as column_name,
        chair_id as named_id,
        source_file,
        source_row,
        drop_month
    from staging.cp_reviews
    union all
    select
        la_code,
        'cla_reviews' as table_name,
        cla_review_id as record_id,
        cast(null as varchar) as source_person_id,
        cla_review_date as on_date,
        'iro_id' as column_name,
        iro_id as named_id,
        source_file,
        source_row,
        drop_month
    from staging.cla_reviews
)

select records.* exclude (named_id)
from named as records
left join intermediate.int_workers as known
    on
        records.la_code = known.la_code
        and records.named_id = known.worker_id
where
    records.named_id is not null
    and known.la_code is null
    -- without a register nobody is unknown to it
    and exists (
        select 1 from intermediate.int_workers as sent
        where sent.la_code = records.la_code
    )
