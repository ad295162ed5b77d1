/* rule
name: A referral or enquiry nobody led on
severity: query
records: [cin_episodes, s47_enquiry]
columns:
  cin_episodes: [referral_date]
  s47_enquiry: [s47_start_date]
  involvements: [involvement_start_date, involvement_end_date]
fault: missing code
message: No lead worker held the case on the day; it is shown under UNALLOCATED.
remedy: Record who led on the child that day.
*/
with
events as (
    select
        la_code,
        'cin_episodes' as table_name,
        referral_id as record_id,
        source_person_id,
        referral_date as on_date,
        referral_decision_worker_id as own_worker_id,
        source_file,
        source_row,
        drop_month
    from staging.cin_episodes
    union all
    select
        la_code,
        's47_enquiry' as table_name,
        s47_enquiry_id as record_id,
        source_person_id,
        s47_start_date as on_date,
        s47_completed_by_worker_id as own_worker_id,
        source_file,
        source_row,
        drop_month
    from staging.s47_enquiry
)

select
    records.la_code,
    records.table_name,
    records.record_id,
    records.source_person_id,
    records.on_date,
    records.source_file,
    records.source_row,
    records.drop_month
from events as records
inner join intermediate.int_persons__survivor as survivors
    on
        records.la_code = survivors.la_code
        and records.source_person_id = survivors.source_person_id
cross join ref.run as run
left join intermediate.int_involvements__lead as leads
    on
        survivors.la_code = leads.la_code
        and survivors.person_id = leads.person_id
        and records.on_date >= leads.start_date
        and records.on_date < coalesce(leads.end_date, date '9999-12-31')
where
    leads.involvement_id is null
    and records.own_worker_id is null
    and records.on_date > run.data_to - interval 12 month
    and records.on_date <= run.extract_date
    and exists (
        select 1 from intermediate.int_involvements__lead as sent
        where sent.la_code = records.la_code
    )
