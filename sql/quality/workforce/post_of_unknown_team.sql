/* rule
name: A post in a team the register does not have
severity: query
records: [posts]
columns:
  posts: [team_id]
fault: id
message: The team of the post is not on the register.
remedy: Add the team to the register, or correct the post.
*/
select
    records.la_code,
    records.post_id as record_id,
    records.valid_from as on_date,
    records.worker_id,
    records.source_file,
    records.source_row,
    records.drop_month
from staging.posts as records
left join intermediate.int_teams as known
    on
        records.la_code = known.la_code
        and records.team_id = known.team_id
where
    known.team_id is null
    and exists (
        select 1 from intermediate.int_teams as sent
        where sent.la_code = records.la_code and sent.team_id <> 'UNALLOCATED'
    )
