-- child_handed: how often each open child came to another worker in the twelve months
-- grain    one row per child open at the month's end whose worker changed
-- key      la_code, person_id
-- units    changes; the first worker of a case is no change, nor is a second involvement of one
-- source   engine.child_window, intermediate.int_involvements__lead (leading roles only)
-- Only involvements in the child's own leading role count: a reviewing officer beside the social
-- worker is no other worker.
with
leads as (
    select
        children.la_code,
        children.person_id,
        children.window_from,
        children.data_to,
        leads.start_date,
        leads.worker_id,
        leads.involvement_id
    from engine.child_window as children
    inner join intermediate.int_involvements__lead as leads
        on
            children.la_code = leads.la_code
            and children.person_id = leads.person_id
            and children.data_to >= leads.start_date
            and children.open_since <= coalesce(leads.end_date, date '9999-12-31')
    qualify
        leads.role_priority = min(leads.role_priority) over (
            partition by children.la_code, children.person_id
        )
),

in_order as (
    select
        la_code,
        person_id,
        window_from,
        start_date,
        worker_id,
        lag(worker_id) over (
            partition by la_code, person_id order by start_date, involvement_id
        ) as worker_before
    from leads
)

select
    la_code,
    person_id,
    count(*) as changes_count
from in_order
where worker_before <> worker_id and start_date >= window_from
group by la_code, person_id
