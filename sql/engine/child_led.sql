-- child_led: in the twelve months to the month's end, when somebody led on each open child
-- grain    one row per child with an open case at the month's end and unbroken stretch with a lead
-- key      la_code, person_id, led_from
-- units    dates inside the window; led_to = the first day without a lead, null while led
-- source   engine.child_window, intermediate.int_involvements__lead
with
leads as (
    select
        children.la_code,
        children.person_id,
        children.window_from,
        greatest(leads.start_date, children.window_from) as led_from,
        coalesce(leads.end_date, date '9999-12-31') as led_to
    from engine.child_window as children
    inner join intermediate.int_involvements__lead as leads
        on
            children.la_code = leads.la_code
            and children.person_id = leads.person_id
            and children.data_to >= leads.start_date
            and children.window_from < coalesce(leads.end_date, date '9999-12-31')
),

marked as (
    select
        la_code,
        person_id,
        led_from,
        led_to,
        coalesce(
            led_from > max(led_to) over (
                partition by la_code, person_id
                order by led_from, led_to
                rows between unbounded preceding and 1 preceding
            ), true
        ) as is_new
    from leads
),

numbered as (
    select
        la_code,
        person_id,
        led_from,
        led_to,
        sum(cast(is_new as integer)) over (
            partition by la_code, person_id
            order by led_from, led_to
            rows between unbounded preceding and current row
        ) as stretch_no
    from marked
)

select
    la_code,
    person_id,
    min(led_from) as led_from,
    nullif(max(led_to), date '9999-12-31') as led_to
from numbered
group by la_code, person_id, stretch_no
