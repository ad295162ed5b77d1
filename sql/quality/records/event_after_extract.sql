/* rule
name: A contact, conference or review dated after the day of the extract
severity: query
records: [contacts, initial_cp_conference, cp_reviews, cla_reviews]
columns:
  contacts: [contact_date]
  initial_cp_conference: [icpc_date]
  cp_reviews: [cp_review_date]
  cla_reviews: [cla_review_date]
fault: date
message: It is dated after the day of the extract.
remedy: Correct the date; what is still to come is no event yet.
*/
with
records as (
    select
        la_code,
        'contacts' as table_name,
        contact_id as record_id,
        source_person_id,
        contact_date as on_date,
        source_file,
        source_row,
        drop_month
    from staging.contacts
    union all
    select
        la_code,
        'initial_cp_conference' as table_name,
        icpc_id as record_id,
        source_person_id,
        icpc_date as on_date,
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
        source_file,
        source_row,
        drop_month
    from staging.cla_reviews
)

select records.*
from records
cross join ref.run as run
where records.on_date > run.extract_date
