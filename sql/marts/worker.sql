-- worker: the register of workers, with where each stands at the end of the month reported
-- grain    one row per worker, with the two that stand for nobody
-- key      la_code, worker_id
-- units    none; worker_name goes into the restricted file only
-- source   intermediate.int_workers, ref.run
select
    la_code,
    worker_id,
    worker_name,
    job_role,
    current_team_id as team_id,
    status
from intermediate.int_workers
union all
select
    run.la_code,
    nobody.worker_id,
    nobody.worker_name,
    cast(null as varchar) as job_role,
    cast(null as varchar) as team_id,
    'no worker' as status
from ref.run as run
cross join (
    values
    ('UNALLOCATED', 'No allocated worker'),
    ('NONE', 'Not held by a worker')
) as nobody (worker_id, worker_name)
