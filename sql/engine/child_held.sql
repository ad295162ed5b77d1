-- child_held: each child open at the month's end, by kind of case, with who holds it
-- grain    one row per child with an open case, plan, period of care or lead worker
-- key      la_code, person_id
-- units    case_type: looked_after before child_protection before child_in_need before other
-- source   intermediate.int_cla_month_end, int_cp_plans__month_end, int_cases__month_end,
--          engine.holder. A child nobody holds is shown under UNALLOCATED
with
kinds as (
    select
        la_code,
        person_id,
        snapshot_date,
        1 as rank
    from intermediate.int_cla_month_end
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        2 as rank
    from intermediate.int_cp_plans__month_end
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        3 as rank
    from intermediate.int_cases__month_end
    union all
    select
        la_code,
        person_id,
        held_on as snapshot_date,
        4 as rank
    from engine.holder
    where occasion = 'month_end'
),

open_children as (
    select
        kinds.la_code,
        kinds.person_id,
        min(kinds.rank) as rank
    from kinds
    inner join ref.run as run
        on kinds.snapshot_date = run.data_to
    group by kinds.la_code, kinds.person_id
)

select
    open_children.la_code,
    open_children.person_id,
    case open_children.rank
        when 1 then 'looked_after'
        when 2 then 'child_protection'
        when 3 then 'child_in_need'
        else 'other'
    end as case_type,
    coalesce(holders.team_id, 'UNALLOCATED') as team_id,
    coalesce(holders.worker_id, 'UNALLOCATED') as worker_id
from open_children
left join engine.holder as holders
    on
        open_children.la_code = holders.la_code
        and open_children.person_id = holders.person_id
        and holders.occasion = 'month_end'
