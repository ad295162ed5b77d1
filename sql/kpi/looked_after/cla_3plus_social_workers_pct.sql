/* kpi
name: Looked-after children with three or more social workers in 12 months
domain: looked_after
definition: >-
    Of the children looked after at the period end, the share led by three or more different
    social workers in the last 12 months, those before care included. A worker who came back
    counts once. Short breaks (V3, V4) alone are out.
clock: The 12 months to the period end; a worker counts who led at the end of any day of them.
source: LAIT Stability_SocialWorker; EES stability measures
comparator: LAIT Stability_SocialWorker
caveats: >-
    Involvements in the roles of parameter social_worker_role_ids; advisers, chairs and
    reviewing officers are not counted. The number is parameter social_workers_many_count.
version: 1
differs: >-
    A state at the month's end that looks back twelve months; it holds the rolling year already.
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: percentage
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: {involvements: 12}
unit_of_count: child
record: cla_episodes
*/
with
parameters as (
    select max(value_number) as many_count
    from ref.parameter
    where name = 'social_workers_many_count'
)

select
    children.la_code,
    children.person_id,
    children.cla_episode_id as record_id,
    children.snapshot_date,
    cast(
        coalesce(workers.workers_count >= parameters.many_count, false) as integer
    ) as numerator,
    1 as denominator
from intermediate.int_cla_ages__month_end as children
cross join parameters
-- left: a child without a social worker has had none
left join intermediate.int_cla_social_workers__month_end as workers
    on
        children.la_code = workers.la_code
        and children.person_id = workers.person_id
        and children.snapshot_date = workers.snapshot_date
