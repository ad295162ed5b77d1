-- posts: the council's latest word on each record, trimmed, blanks as null
-- grain    one row per post and period with one holder; a vacant post has no worker
-- key      la_code, post_id, valid_from
-- units    dates; fte as a share of full time
-- source   landed.posts
select
    la_code,
    nullif(trim(post_id), '') as post_id,
    nullif(trim(team_id), '') as team_id,
    nullif(trim(worker_id), '') as worker_id,
    nullif(trim(job_role), '') as job_role,
    nullif(trim(contract), '') as contract,
    fte,
    valid_from,
    valid_to,
    asye_until,
    source_file,
    source_row,
    drop_month
from landed.posts
