-- int_caseload__month_end: each child with an open case at each month end, and who holds the child
-- grain    one row per child looked after, on a plan or with an open referral, and month end
-- key      la_code, person_id, snapshot_date
-- units    case_type: looked_after before child_protection before child_in_need; dates
-- source   intermediate.int_cla_month_end, int_cp_plans__month_end, int_cases__month_end,
--          int_involvements__lead; ids null where nobody holds the child
with
kinds as (
    select
        la_code,
        person_id,
        snapshot_date,
        1 as kind
    from intermediate.int_cla_month_end
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        2 as kind
    from intermediate.int_cp_plans__month_end
    union all
    select
        la_code,
        person_id,
        snapshot_date,
        3 as kind
    from intermediate.int_cases__month_end
),

open_children as (
    select
        la_code,
        person_id,
        snapshot_date,
        min(kind) as kind
    from kinds
    group by la_code, person_id, snapshot_date
)

select
    open_children.la_code,
    open_children.person_id,
    open_children.snapshot_date,
    case open_children.kind
        when 1 then 'looked_after'
        when 2 then 'child_protection'
        else 'child_in_need'
    end as case_type,
    leads.team_id,
    leads.worker_id,
    leads.involvement_id,
    leads.start_date as held_since
from open_children
-- left: a child nobody holds is unallocated, and stays
left join intermediate.int_involvements__lead as leads
    on
        open_children.la_code = leads.la_code
        and open_children.person_id = leads.person_id
        and open_children.snapshot_date >= leads.start_date
        and coalesce(leads.end_date, date '9999-12-31') > open_children.snapshot_date
qualify
    row_number() over (
        partition by open_children.la_code, open_children.person_id, open_children.snapshot_date
        order by leads.role_priority asc, leads.start_date desc, leads.involvement_id asc
    ) = 1
