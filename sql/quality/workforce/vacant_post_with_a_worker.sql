/* rule
name: A vacant post with a worker, or a filled one without
severity: query
records: [posts]
columns:
  posts: [contract, worker_id]
fault: code
message: The post is vacant and names a worker, or is filled and names none.
remedy: Correct the contract, or who holds the post.
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
where (lower(records.contract) = 'vacant') <> (records.worker_id is null)
