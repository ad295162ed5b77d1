-- child_allocation: each child open at the month's end: who holds the child, gaps and changes
-- grain    one row per child looked after, on a plan or with an open referral
-- key      la_code, person_id
-- units    calendar days and changes of worker in the twelve months to the month's end, within the
--          time the case has been open; days_unallocated = the present gap, 0 while allocated
-- source   engine.child_weighed, engine.child_window, engine.child_led, engine.child_handed,
--          engine.holder
with
led as (
    select
        windows.la_code,
        windows.person_id,
        sum(
            date_diff(
                'day',
                stretches.led_from,
                least(coalesce(stretches.led_to, date '9999-12-31'), windows.data_to + 1)
            )
        ) as led_days,
        max(coalesce(stretches.led_to, date '9999-12-31')) as led_until
    from engine.child_window as windows
    inner join engine.child_led as stretches
        on windows.la_code = stretches.la_code and windows.person_id = stretches.person_id
    group by windows.la_code, windows.person_id
)

select
    windows.la_code,
    windows.person_id,
    children.team_id,
    children.worker_id,
    children.case_type,
    windows.open_since,
    holders.held_since,
    holders.person_id is null as is_unallocated,
    case
        when coalesce(led.led_until, windows.window_from) > windows.data_to then 0
        -- the day itself is a day without: count from the evening before
        else date_diff('day', coalesce(led.led_until, windows.window_from), windows.data_to + 1)
    end as days_unallocated,
    date_diff('day', windows.window_from, windows.data_to + 1) - coalesce(led.led_days, 0)
        as days_without_worker_12m,
    coalesce(handed.changes_count, 0) as worker_changes_12m_count
from engine.child_window as windows
inner join engine.child_weighed as children
    on windows.la_code = children.la_code and windows.person_id = children.person_id
left join led
    on windows.la_code = led.la_code and windows.person_id = led.person_id
left join engine.child_handed as handed
    on windows.la_code = handed.la_code and windows.person_id = handed.person_id
left join engine.holder as holders
    on
        windows.la_code = holders.la_code
        and windows.person_id = holders.person_id
        and holders.occasion = 'month_end'
