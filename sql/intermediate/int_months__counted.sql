-- int_months__counted: every month that any shown period of up to twelve months reaches back to
-- grain    one row per month end, from eleven months before the first one shown
-- key      month_end
-- units    dates
-- source   ref.month_end, ref.calendar
-- Figures that count a child once in every month need rows for months that are not shown.
with
shown as (
    select
        min(snapshot_date) as first_shown,
        max(snapshot_date) as last_shown
    from ref.month_end
)

select distinct
    days.month_end,
    cast(date_trunc('month', days.month_end) as date) as month_start
from ref.calendar as days
cross join shown
where
    days.month_end > shown.first_shown - to_months(12)
    and days.month_end <= shown.last_shown
