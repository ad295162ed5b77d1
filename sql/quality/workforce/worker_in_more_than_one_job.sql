/* rule
name: A worker whose open posts add up to more than one full-time worker
severity: query
records: [posts]
columns:
  posts: [worker_id, fte, valid_to]
fault: number
message: The worker's posts open at the month's end add up to more than 1.1 of full time.
remedy: End the post the worker has left, or correct the full-time equivalents.
*/
select
    records.la_code,
    records.post_id as record_id,
    records.team_id,
    records.worker_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.posts as records
cross join ref.run as run
where
    records.worker_id is not null
    and records.valid_from <= run.data_to
    and coalesce(records.valid_to, date '9999-12-31') > run.data_to
qualify sum(records.fte) over (partition by records.la_code, records.worker_id) > 1.1
