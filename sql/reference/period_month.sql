-- period_month: the month ends each period is made of; figures add up monthly cells by equality
-- grain    one row per basis, period end and month in it; SNAP holds its own month end only
-- key      basis, period_end, month_end
-- units    dates
-- source   ref.period
with
months as (
    select
        basis,
        period_end,
        unnest(range(greatest(months, 1))) as months_back
    from ref.period
)

select
    basis,
    period_end,
    last_day(period_end - to_months(cast(months_back as integer))) as month_end
from months
