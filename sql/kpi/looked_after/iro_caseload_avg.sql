/* kpi
name: Average caseload of independent reviewing officers
domain: looked_after
definition: >-
    Children looked after with a reviewing officer at the period end for every full-time
    equivalent reviewing officer in post. Sum over sum, not a mean of officers' averages. Short
    breaks (V3, V4) alone are out.
clock: State at the period end.
source: >-
    IRO Handbook 2010: 50 to 70 looked-after children to a full-time officer
comparator: none published
caveats: >-
    Children without an officer are not in it. Vacant posts are no officers. Parameters
    iro_role_ids, iro_job_roles; iro_counts_protection adds children on plans an officer chairs.
version: 1
headline: SNAP
pack: core
polarity: lower
attribution: A-SNAP
measure: ratio
unit: cases_per_fte
bases: [SNAP]
levels: [authority, service, team, worker]
lookback_months: 0
unit_of_count: worker
record: cla_episodes
*/
select
    la_code,
    person_id,
    cla_episode_id as record_id,
    'cla_episodes' as record_table,
    snapshot_date,
    team_id,
    worker_id,
    1 as numerator,
    cast(null as decimal(18, 4)) as denominator
from intermediate.int_cla_iro__month_end
union all
-- dual role: children on plans chaired by somebody who holds a reviewing officer's post
select
    plans.la_code,
    plans.person_id,
    plans.cp_plan_id as record_id,
    'cp_plans' as record_table,
    plans.snapshot_date,
    chairs.team_id,
    chairs.chair_id as worker_id,
    1 as numerator,
    cast(null as decimal(18, 4)) as denominator
from intermediate.int_cp_plans__month_end as plans
inner join intermediate.int_cp_plans__chair as chairs
    on
        plans.la_code = chairs.la_code
        and plans.cp_plan_id = chairs.cp_plan_id
        and plans.snapshot_date = chairs.snapshot_date
where (plans.la_code, plans.snapshot_date, chairs.chair_id) in (
    select
        officers.la_code,
        officers.snapshot_date,
        officers.worker_id
    from intermediate.int_iro_posts__month_end as officers
    where officers.counts_protection
)
union all
select
    la_code,
    cast(null as varchar) as person_id,
    record_id,
    'posts' as record_table,
    snapshot_date,
    team_id,
    worker_id,
    cast(null as integer) as numerator,
    fte as denominator
from intermediate.int_iro_posts__month_end
