-- worker_caseload: what each worker holds at the end of the month, counted and weighed
-- grain    one row per team and worker who holds a child; UNALLOCATED included
-- key      la_code, team_id, worker_id
-- units    children; each child is in one kind: looked after before plan before in need. fte and
--          threshold are of the worker as a whole, so a worker of two teams has them in both rows
-- source   engine.child_weighed, intermediate.int_case_holders__month_end, ref.run, ref.parameter
with
held as (
    select
        la_code,
        team_id,
        worker_id,
        count(*) as children_count,
        count(*) filter (where case_type = 'looked_after') as looked_after_count,
        count(*) filter (where case_type = 'child_protection') as child_protection_count,
        count(*) filter (where case_type = 'child_in_need') as child_in_need_count,
        count(*) filter (where case_type = 'other') as other_count,
        count(distinct family_key) as families_count,
        sum(weight) as weighted_cases
    from engine.child_weighed
    group by la_code, team_id, worker_id
),

thresholds as (
    select
        max(value_number) filter (where name = 'caseload_threshold') as usual,
        max(value_number) filter (where name = 'caseload_threshold_asye') as supported
    from ref.parameter
)

select
    held.la_code,
    held.team_id,
    held.worker_id,
    held.children_count,
    held.looked_after_count,
    held.child_protection_count,
    held.child_in_need_count,
    held.other_count,
    held.families_count,
    cast(held.weighted_cases as decimal(18, 2)) as weighted_cases,
    holders.fte,
    case
        when holders.asye_until > run.data_to then thresholds.supported
        when holders.worker_id is not null then thresholds.usual
    end as threshold_per_fte,
    holders.children_count > holders.fte * case
        when holders.asye_until > run.data_to then thresholds.supported
        else thresholds.usual
    end as is_over_threshold
from held
cross join ref.run as run
cross join thresholds
-- left: nobody, and who is in no role whose caseload is measured, has no hours to set it against
left join intermediate.int_case_holders__month_end as holders
    on
        held.la_code = holders.la_code
        and held.worker_id = holders.worker_id
        and run.data_to = holders.snapshot_date
