/* rule
name: Two workers who lead on one child in the same role
severity: query
records: [involvements]
columns:
  involvements: [involvement_end_date, professional_id, professional_role_id]
fault: missing date
message: Another worker leads on the child in the same role on the day of the extract.
remedy: End the involvement of whoever no longer leads.
*/
with
open_leads as (
    select
        leads.la_code,
        leads.involvement_id,
        leads.start_date,
        min(leads.worker_id) over same_role <> max(leads.worker_id) over same_role as is_shared,
        max(leads.start_date) over same_role as newest_start_date
    from intermediate.int_involvements__lead as leads
    cross join ref.run as run
    where
        leads.start_date <= run.extract_date
        and coalesce(leads.end_date, date '9999-12-31') > run.extract_date
    window same_role as (partition by leads.la_code, leads.person_id, leads.role_priority)
)

select
    records.la_code,
    records.involvements_id as record_id,
    records.source_person_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.involvements as records
inner join open_leads
    on
        records.la_code = open_leads.la_code
        and records.involvements_id = open_leads.involvement_id
        and open_leads.is_shared
        -- the newest is taken for right: the older ones were not ended
        and open_leads.start_date < open_leads.newest_start_date
