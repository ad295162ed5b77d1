-- calendar: every day with the number of the working day it has reached
-- grain    one row per day from 1 January of the first bank holiday year to the end of the last
-- key      date
-- units    wd_no counts working days from the first day of the calendar up to and including date
-- source   seed.bank_holiday; working day = Monday to Friday and no England bank holiday
with
span as (
    select
        make_date(min(year(holidays.date)), 1, 1) as first_date,
        make_date(max(year(holidays.date)), 12, 31) as last_date
    from seed.bank_holiday as holidays
),

days as (
    select cast(series.day as date) as date
    from span
    cross join lateral unnest(
        generate_series(span.first_date, span.last_date, interval 1 day)
    ) as series (day)
),

judged as (
    select
        days.date,
        -- isodow 6 and 7 are Saturday and Sunday
        isodow(days.date) < 6 and holidays.date is null as is_working_day,
        holidays.name as holiday_name
    from days
    left join seed.bank_holiday as holidays
        on days.date = holidays.date
)

select
    date,
    is_working_day,
    -- working days between a and b = wd_no(b) - wd_no(a): the start day is day 0
    cast(sum(case when is_working_day then 1 else 0 end) over (order by date) as integer) as wd_no,
    last_day(date) as month_end,
    holiday_name
from judged
