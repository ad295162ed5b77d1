/* rule
name: A post of no time at all, or of more than one full-time worker
severity: query
records: [posts]
columns:
  posts: [fte]
fault: number
message: The full-time equivalent is nought or less, or more than 1.
remedy: Correct the full-time equivalent; two people hold two posts.
*/
select
    records.la_code,
    records.post_id as record_id,
    records.valid_from as on_date,
    records.team_id,
    records.worker_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.posts as records
where records.fte <= 0 or records.fte > 1
